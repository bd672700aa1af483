// The acts of the proof in grammY.

import { Bot, GrammyError, InputFile, InputMediaBuilder } from "grammy";
import { download, echo, keyboard, picture, pressed, read, refused, root, token, tooLong, untilStopped } from "./shared.mjs";

const bot = new Bot(token, { client: { apiRoot: root } });
const photo = () => new InputFile(picture, "a.jpg");

bot.command("files", async (ctx) => {
  const sent = await ctx.replyWithPhoto(photo(), { caption: "<i>une</i>", parse_mode: "HTML" });
  await ctx.replyWithPhoto(sent.photo.at(-1).file_id);
  await ctx.replyWithMediaGroup([InputMediaBuilder.photo(photo()), InputMediaBuilder.photo(photo())]);
  await ctx.replyWithDocument(new InputFile(Buffer.from("abc"), "a.txt"));
  await ctx.api.editMessageMedia(ctx.chat.id, sent.message_id, InputMediaBuilder.photo(photo(), { caption: "deux" }));
});

bot.command("delete", async (ctx) => {
  const sent = await ctx.reply("à effacer");
  await ctx.api.deleteMessage(ctx.chat.id, sent.message_id);
  await ctx.reply("effacé");
});

bot.command("error", async (ctx) => {
  try {
    await ctx.reply(tooLong);
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    await ctx.reply(refused(error.error_code, error.description));
  }
});

bot.on("message:document", async (ctx) => {
  const file = await ctx.getFile();
  await ctx.reply(read(await download(file.file_path)));
});

bot.on("message:text", (ctx) => ctx.reply(echo(ctx.message.text), { parse_mode: "HTML", reply_markup: keyboard }));

bot.on("callback_query:data", async (ctx) => {
  await ctx.answerCallbackQuery("Merci");
  await ctx.editMessageText(pressed(ctx.callbackQuery.data));
});

untilStopped(() => bot.stop());
await bot.start();

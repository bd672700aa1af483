// The acts of the proof in telegraf.

import { Input, Telegraf, TelegramError } from "telegraf";
import { message } from "telegraf/filters";
import { echo, keyboard, picture, pressed, read, refused, root, token, tooLong, untilStopped } from "./shared.mjs";

const bot = new Telegraf(token, { telegram: { apiRoot: root } });
const photo = () => Input.fromBuffer(picture, "a.jpg");

bot.command("files", async (ctx) => {
  const sent = await ctx.replyWithPhoto(photo(), { caption: "<i>une</i>", parse_mode: "HTML" });
  await ctx.replyWithPhoto(sent.photo.at(-1).file_id);
  await ctx.replyWithMediaGroup([{ type: "photo", media: photo() }, { type: "photo", media: photo() }]);
  await ctx.replyWithDocument(Input.fromBuffer(Buffer.from("abc"), "a.txt"));
  await ctx.telegram.editMessageMedia(ctx.chat.id, sent.message_id, undefined, { type: "photo", media: photo(), caption: "deux" });
});

bot.command("delete", async (ctx) => {
  const sent = await ctx.reply("à effacer");
  await ctx.deleteMessage(sent.message_id);
  await ctx.reply("effacé");
});

bot.command("error", async (ctx) => {
  try {
    await ctx.reply(tooLong);
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    await ctx.reply(refused(error.code, error.description));
  }
});

bot.on(message("document"), async (ctx) => {
  const link = await ctx.telegram.getFileLink(ctx.message.document.file_id);
  await ctx.reply(read(await (await fetch(link)).text()));
});

bot.on(message("text"), (ctx) => ctx.reply(echo(ctx.message.text), { parse_mode: "HTML", reply_markup: keyboard }));

bot.on("callback_query", async (ctx) => {
  await ctx.answerCbQuery("Merci");
  await ctx.editMessageText(pressed(ctx.callbackQuery.data));
});

untilStopped(() => bot.stop());
await bot.launch();

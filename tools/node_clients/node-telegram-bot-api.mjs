// The acts of the proof in node-telegram-bot-api.

import { Bot, InputFile, TelegramApiError } from "node-telegram-bot-api";
import { download, echo, keyboard, picture, pressed, read, refused, root, token, tooLong, untilStopped } from "./shared.mjs";

const bot = new Bot(token, { apiRoot: root });
const photo = () => new InputFile(picture, { filename: "a.jpg", contentType: "image/jpeg" });

bot.command("files", async (ctx) => {
  const chat_id = ctx.update.message.chat.id;
  const sent = await bot.api.sendPhoto({ chat_id, photo: photo(), caption: "<i>une</i>", parse_mode: "HTML" });
  await bot.api.sendPhoto({ chat_id, photo: sent.photo.at(-1).file_id });
  await bot.api.sendMediaGroup({ chat_id, media: [{ type: "photo", media: photo() }, { type: "photo", media: photo() }] });
  await bot.api.sendDocument({ chat_id, document: new InputFile(Buffer.from("abc"), { filename: "a.txt" }) });
  await bot.api.editMessageMedia({ chat_id, message_id: sent.message_id, media: { type: "photo", media: photo(), caption: "deux" } });
});

bot.command("delete", async (ctx) => {
  const chat_id = ctx.update.message.chat.id;
  const sent = await ctx.reply("à effacer");
  await bot.api.deleteMessage({ chat_id, message_id: sent.message_id });
  await ctx.reply("effacé");
});

bot.command("error", async (ctx) => {
  try {
    await ctx.reply(tooLong);
  } catch (error) {
    if (!(error instanceof TelegramApiError)) throw error;
    await ctx.reply(refused(error.errorCode, error.description));
  }
});

bot.on("message", async (ctx) => {
  const { document, text } = ctx.update.message;
  if (document) {
    const file = await bot.api.getFile({ file_id: document.file_id });
    await ctx.reply(read(await download(file.file_path)));
  } else {
    await ctx.reply(echo(text), { parse_mode: "HTML", reply_markup: keyboard });
  }
});

bot.on("callback_query", async (ctx) => {
  const { data, message } = ctx.callbackQuery;
  await ctx.answerCallbackQuery({ text: "Merci" });
  await bot.api.editMessageText({ chat_id: message.chat.id, message_id: message.message_id, text: pressed(data) });
});

untilStopped(() => bot.stop());
await bot.startPolling();

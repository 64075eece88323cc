// What an office does before its people may sign in: applying, following the application, enrolling a device.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { product } from "./product.mjs";

/** A line of the ministry's open data on offices, as the demo has taken it in. */
export function office(fits) {
  const deliveries = join(product.data, "deliveries");
  for (const name of readdirSync(deliveries).filter((file) => /^jigyosho_\d+\.csv$/.test(file))) {
    const [head, ...lines] = readFileSync(join(deliveries, name), "utf8").replace(/^\ufeff/, "").split(/\r?\n/);
    const columns = head.split(",");
    for (const line of lines) {
      const cells = line.split(",");
      const one = Object.fromEntries(columns.map((column, place) => [column, cells[place]]));
      if (one["事業所番号"] && fits(one)) return { number: one["事業所番号"], name: one["事業所名"], kind: one["サービスの種類"] };
    }
  }
  throw new Error("no such office in the open data");
}

/** An office of the demo that has clients and has not applied yet; there are three. */
export const applicant = (which) => office((one) => one["事業所番号"] === product.demo.applicants[which].officeNumber);
/** An office of the demo that is permitted. */
export const permitted = () => office((one) => one["事業所名"] === product.demo.device.organization);

/** 0–9, A–Z as an input method for Japanese may write them. */
export const fullWidth = (text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** An install key that is written correctly and that nobody has made. */
export function inventedKey(body = "K7M2P9QXABCDEFGHJKLMNPQRSTUVWXYZ") {
  const timesX = (element) => ((element << 1) & 32 ? (element << 1) ^ 0b100101 : element << 1);
  const sum = [...body].reduce((element, sign) => timesX(element) ^ ALPHABET.indexOf(sign), 0);
  return `${body}${ALPHABET[timesX(sum)]}`.replace(/(.{4})(?=.)/g, "$1-");
}

/** From the first page to the one that shows everything once more. */
export async function fillIn(screen, { number, administrator, kana, phone, devices }) {
  await screen.open("/apply");
  await screen.follow("申請をはじめる");
  await screen.heading("事業所番号");
  await screen.fill("事業所番号", number);
  await screen.press("事業所を調べる");
  await screen.heading("事業所の確認");
  await screen.press("この事業所で申請する");
  await screen.heading("利用組織管理者");
  await screen.fill("利用組織管理者の氏名", administrator);
  await screen.fill("氏名のカナ", kana);
  await screen.press("次へ");
  await screen.heading("連絡先");
  await screen.fill("電話番号", phone);
  await screen.press("次へ");
  await screen.heading("端末の台数");
  await screen.fill("利用する端末の台数", devices);
  await screen.press("次へ");
  await screen.heading("利用規約");
  await screen.fill("利用規約に同意します", true);
  await screen.press("次へ");
  await screen.heading("申請の内容の確認");
}

/** Sends what was filled in; reference and secret. */
export async function send(screen) {
  await screen.press("この内容で申請する");
  await screen.heading("申請を受け付けました");
  return { reference: await screen.secret("reference"), secret: await screen.secret("secret") };
}

export async function askStatus(screen, { reference, secret }) {
  await screen.open("/apply/status");
  await screen.fill("受付番号", reference);
  await screen.fill("確認番号", secret);
  await screen.press("状況を見る");
}

/** Gets a device's certificate with an install key, up to the page from which it is saved. */
export async function redeem(screen, key, label) {
  await screen.open("/enrol/windows");
  await screen.heading("端末の登録");
  await screen.fill("インストールキー", key);
  await screen.fill("この端末の名前", label);
  await screen.press("電子証明書を受け取る");
  await screen.heading("電子証明書ができました");
}

// Signs in without further ado, for tests that are about something else.
import { careManager } from "./product.mjs";

export async function signedIn(screen) {
  const { loginId, password } = careManager();
  await screen.open("/");
  await screen.heading("ログイン");
  await screen.fill("ログインID", loginId);
  await screen.fill("パスワード", password);
  await screen.press("ログイン");
  await screen.heading("今日の仕事");
  return screen;
}

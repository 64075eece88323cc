// What a care manager does in a day, told once and done in each browser. A step gets the screen, and `look`, which
// judges and photographs what is on it. Steps build on each other: they run in this order.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { careManager, output, person, product } from "./product.mjs";
import { halfWidth } from "./kana.mjs";

const NOTICE = "給付制限は、この画面では分かりません";

/** Somebody with consent, an assignment, a result, a burden ratio and both documents. */
const client = () => person("represented");

async function find(screen, query) {
  await screen.follow("利用者");
  await screen.heading("利用者の一覧");
  await screen.fill("氏名、カナ、被保険者番号", query);
  await screen.press("探す");
}

/** What the list says above the one who was looked for. */
const found = (kana) => new RegExp(`「${halfWidth(kana)}」に当てはまる利用者\\D*1人`);

async function openClient(screen, { name, kana }) {
  await find(screen, halfWidth(kana));
  await screen.see(found(kana));
  await screen.follow(name);
}

async function openDocument(screen, kind) {
  await openClient(screen, client());
  await screen.heading(`${client().name} 様`);
  await screen.section("文書");
  await screen.follow(new RegExp(`^開く\\s*（${kind}`));
  await screen.heading(kind);
}

async function signIn(screen, password = careManager().password) {
  await screen.fill("ログインID", careManager().loginId);
  await screen.fill("パスワード", password);
  await screen.press("ログイン");
}

const STEPS = [
  {
    name: "asks who one is, before anything else",
    nothingGoesOnWithout: true,
    async run(screen, look) {
      await screen.open("/");
      await screen.heading("ログイン");
      await look("sign-in");
    },
  },
  {
    name: "says beside the field what is missing",
    async run(screen, look) {
      await screen.press("ログイン");
      await screen.see("ログインIDを入力してください。");
      await screen.see("パスワードを入力してください。");
      await look("sign-in-empty");
    },
  },
  {
    name: "refuses a wrong password in words that help a stranger nothing",
    async run(screen, look) {
      await signIn(screen, "not the password at all");
      await screen.see(/違います|できませんでした/);
      const refused = await screen.text();
      assert.ok(!refused.includes(careManager().organization), "the office is not named to a stranger");
      await look("sign-in-refused");
    },
  },
  {
    name: "shows the day's work after sign-in, with the user's name",
    nothingGoesOnWithout: true,
    async run(screen, look) {
      // After a wrong password the server takes its time.
      await signInPatiently(screen);
      await screen.heading("今日の仕事");
      await screen.see(careManager().organization);
      await screen.gone("読み込み中です…");
      await look("work");
    },
  },
  {
    name: "lists one's own clients",
    async run(screen, look) {
      await screen.follow("利用者");
      await screen.heading("利用者の一覧");
      await screen.see(/人(まで)?を表示しています/);
      await look("clients");
    },
  },
  {
    name: "narrows the list by a link that can be kept",
    async run(screen, look) {
      await screen.follow("間に合うか（60日以内・満了後）");
      await screen.see(/「間に合うか（60日以内・満了後）」の利用者/);
      assert.match(screen.address(), /\/clients\?filter=ending$/);
      await screen.see(person("ends_soon").name);
      await look("clients-ending");
    },
  },
  {
    name: "refuses to search for a My Number",
    async run(screen, look) {
      await find(screen, "123456789018");
      await screen.see(/マイナンバー（個人番号）と思われる12桁の番号は入力できません/);
      await look("clients-my-number");
    },
  },
  {
    name: "says in words that nobody was found",
    async run(screen, look) {
      await find(screen, "ｿﾝﾅﾋﾄﾊｲﾅｲ");
      await screen.see(/「ｿﾝﾅﾋﾄﾊｲﾅｲ」に当てはまる利用者\s*はいません。/);
      await look("clients-none");
    },
  },
  {
    name: "finds a client by half-width kana",
    async run(screen, look) {
      const { name, kana } = client();
      await find(screen, halfWidth(kana));
      await screen.see(found(kana));
      assert.ok((await screen.text()).includes(name));
      await look("clients-found");
    },
  },
  {
    name: "shows a client's progress, result and burden ratio, with the notice about 給付制限",
    async run(screen, look) {
      await openClient(screen, client());
      await screen.heading(`${client().name} 様`);
      assert.match(await screen.section("申請の進み具合"), /申請[\s\S]*調査・意見書[\s\S]*審査会[\s\S]*結果/);
      assert.match(await screen.section("認定"), /要介護5/);
      assert.match(await screen.section("証（支給限度・負担限度額）"), /区分支給限度基準額[\s\S]*36,217単位[\s\S]*被保険者証/);
      const burden = await screen.section("負担割合");
      assert.match(burden, /[123]割/);
      assert.ok(burden.includes(NOTICE), "the notice stands beside the burden ratio");
      assert.match(await screen.section("文書"), /認定調査票[\s\S]*主治医意見書|主治医意見書[\s\S]*認定調査票/);
      await look("client");
    },
  },
  {
    name: "does not strike through the name of a level with the mark of today",
    async run(screen) {
      const [mark, bar] = await screen.page.evaluate(() =>
        [".timeline-today", ".timeline-bar"].map((part) => {
          const { top, bottom } = document.querySelector(part).getBoundingClientRect();
          return { top, bottom };
        }),
      );
      assert.ok(mark.bottom <= bar.top + 0.5 && mark.bottom > bar.top - 2, `the mark ${JSON.stringify(mark)} stands on the bar ${JSON.stringify(bar)}`);
    },
  },
  {
    name: "draws a line under the words that unfold something",
    async run(screen) {
      const summary = await screen.page.$("details.more > summary");
      // No browser tells what it has drawn, only how it looks: with the line and without it must be two pictures.
      const lined = await summary.screenshot();
      await screen.page.evaluate((element) => {
        for (const part of [element, ...element.querySelectorAll("*")]) part.style.textDecoration = "none";
      }, summary);
      assert.notDeepEqual(await summary.screenshot(), lined);
      await screen.reload();
      await screen.heading(`${client().name} 様`);
    },
  },
  {
    name: "keeps the client's name out of the title and the address",
    async run(screen) {
      const { name, kana, insuredNumber } = client();
      const open = `${await screen.title()} ${decodeURIComponent(screen.address())}`;
      for (const personal of [name, kana, halfWidth(kana), insuredNumber]) {
        assert.ok(!open.includes(personal), `${personal} in ${open}`);
      }
    },
  },
  {
    name: "opens the survey sheet as a picture",
    async run(screen, look) {
      await openDocument(screen, "認定調査票");
      const { width, height } = await screen.picture("認定調査票 1ページ目");
      assert.ok(width >= 800 && height > width, `a page of ${width} × ${height}`);
      await look("survey-sheet");
      await screen.press("次のページ");
      await screen.picture("認定調査票 2ページ目");
      await screen.press("拡大");
      await screen.see("125%");
      await screen.press("右に回す");
      await look("survey-sheet-turned");
    },
  },
  {
    name: "opens the physician's opinion as a picture",
    async run(screen, look) {
      await openDocument(screen, "主治医意見書");
      await screen.picture("主治医意見書 1ページ目");
      await look("opinion");
    },
  },
  {
    name: "tells of an application that is late, with the notice of postponement",
    async run(screen, look) {
      await openClient(screen, person("postponed"));
      assert.match(await screen.section("申請の進み具合"), /超過しています[\s\S]*延期通知が出ています/);
      await look("client-postponed");
    },
  },
  {
    name: "says why nothing is shown of a client whose consent is withdrawn, and what to do",
    async run(screen, look) {
      const { name, kana } = person("withdrawn_consent");
      await find(screen, halfWidth(kana));
      await screen.see("表示できません");
      await look("clients-consent-withdrawn");
      await screen.follow(name);
      await screen.see(/同意/);
      await screen.see("していただくこと");
      const shown = await screen.text();
      assert.ok(!/要介護[1-5]|要支援[12]|[123]割/.test(shown), "no level and no burden ratio");
      await look("client-consent-withdrawn");
    },
  },
  {
    name: "says that the physician does not agree to the opinion's use, and shows the rest",
    async run(screen, look) {
      await openClient(screen, person("physician_refuses"));
      const documents = await screen.section("文書");
      assert.match(documents, /主治医意見書[\s\S]*表示できません/);
      assert.match(documents, /主治医/);
      await look("client-physician-refuses");
    },
  },
  {
    name: "answers alike for a person of elsewhere and for nobody",
    async run(screen, look) {
      await screen.open("/clients/01900000-0000-7000-8000-000000000000");
      await screen.see("見つかりません");
      await look("client-unknown");
      await screen.open("/no-such-page");
      await screen.see(/ページ/);
      await look("page-unknown");
    },
  },
  {
    name: "empties itself when it is locked, and opens again with the password alone",
    async run(screen, look) {
      await openClient(screen, client());
      await screen.heading(`${client().name} 様`);
      await screen.section("文書");
      await screen.press("画面をロック");
      await screen.heading("画面をロックしています");
      assert.ok(!(await screen.html()).includes(client().name), "nothing of the client is left in the page");
      await look("locked");
      await screen.reload();
      await screen.heading("画面をロックしています");
      await screen.fill("パスワード", "not the password at all");
      await screen.press("ロックを解除");
      await screen.see(/違います|できませんでした/);
      await look("locked-refused");
      await unlockPatiently(screen);
      await screen.heading(`${client().name} 様`);
    },
  },
  {
    name: "shows nothing any more after sign-out",
    async run(screen, look) {
      await screen.press("ログアウト");
      await screen.see("ログアウトしました。");
      await look("signed-out");
      await screen.back();
      await screen.heading("ログイン");
      assert.ok(!(await screen.html()).includes(client().name));
      await screen.open("/clients");
      await screen.heading("ログイン");
    },
  },
  {
    name: "has nothing to complain about in all of this",
    async run(screen) {
      assert.deepEqual(screen.complaints, []);
      assert.equal(new URL(screen.address()).origin, product.origin);
    },
  },
];

/** One second passes after a failure before the next attempt is heard: try until it is. */
async function patiently(attempt, done) {
  for (let tries = 0; ; tries += 1) {
    await attempt();
    try {
      return await done();
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}

const signInPatiently = (screen) =>
  patiently(() => signIn(screen), () => screen.soon("今日の仕事"));

const unlockPatiently = (screen) =>
  patiently(
    async () => {
      await screen.fill("パスワード", careManager().password);
      await screen.press("ロックを解除");
    },
    () => screen.soon(`${client().name} 様`),
  );

/**
 * Registers the day as tests. `onScreen()` gives the screen; `look(screen, name)` gives what is wrong with how it looks
 * now, in words.
 */
export function spendDay(onScreen, look, timeout) {
  let stuck;
  for (const { name, run, nothingGoesOnWithout } of STEPS) {
    test(name, { timeout }, async () => {
      assert.ok(!stuck, `"${stuck}" has failed before`);
      const screen = onScreen();
      const findings = [];
      try {
        await run(screen, async (screenName) => findings.push(...(await look(screen, screenName))));
      } catch (error) {
        if (nothingGoesOnWithout) stuck = name;
        await screen.photograph(join(output, `failed: ${screen.kind}, ${name}.png`.replace(/[^ -~]/g, "")));
        throw error;
      }
      assert.deepEqual(findings, []);
    });
  }
}

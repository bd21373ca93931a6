/* The way to trust, in Chromium: the guide looks as it should with everything from the plain site,
 * and its test tells the truth, to a browser that does not trust the office's CA and to one that
 * does (the CA in its NSS database, as the guide says for Linux), with JavaScript and without.
 * Screenshots go to $B/ui/. */
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { build, need, startStack, tempFolder, until } from "../it/stack.mjs";
import { intake, login, submitForSignature, verifyAndNumber } from "../it/office.mjs";

const { chromium } = need("playwright-core");
const shots = path.join(build, "ui");
const home = tempFolder("home");
let s, stranger, friend;

/* A browser with a home folder of its own: Chromium reads HOME/.pki/nssdb. */
function browser(folder) {
	return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
		args: ["--no-sandbox", "--headless=new"], env: { ...process.env, HOME: folder } });
}

function trustCa() {
	const db = path.join(home, "trusting/.pki/nssdb");
	fs.mkdirSync(db, { recursive: true });
	try {
		execFileSync("certutil", ["-d", "sql:" + db, "-N", "--empty-password"]);
	} catch (e) {
		if (e.code === "ENOENT")
			return false;
		throw e;
	}
	execFileSync("certutil", ["-d", "sql:" + db, "-A", "-t", "C,,", "-n", "rekam", "-i", path.join(s.dir, "tls/public/rekam-ca.pem")]);
	return true;
}

before(async () => {
	fs.mkdirSync(shots, { recursive: true });
	s = await startStack({ tls: true });
	fs.mkdirSync(path.join(home, "stranger"));
	stranger = await browser(path.join(home, "stranger"));
	if (trustCa())
		friend = await browser(path.join(home, "trusting"));
});
after(async () => {
	await stranger?.close();
	await friend?.close();
	await s?.stop();
	fs.rmSync(home, { recursive: true, force: true });
});

async function open(from, options, where = s.plain + "/pasang") {
	const context = await from.newContext({ viewport: { width: 1366, height: 768 }, locale: "id-ID", ...options });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	const wrong = [];
	page.on("response", (r) => { if (r.status() >= 400) wrong.push(r.url()); });
	page.on("console", (m) => { if (/Content Security Policy|Refused/.test(m.text())) wrong.push(m.text()); });
	page.on("pageerror", (e) => wrong.push(String(e)));
	await page.goto(where, { waitUntil: "load" });
	return { page, context, wrong };
}
const seen = () => s.sql("SELECT address, browser FROM trust_seen");
const width = (page) => page.locator("#uji").evaluate((i) => i.naturalWidth);

test("the guide looks as it should, light and dark, wide and narrow", async () => {
	for (const [name, options] of [["lebar", {}], ["lebar-gelap", { colorScheme: "dark" }],
	    ["sempit", { viewport: { width: 375, height: 812 } }], ["sempit-gelap", { viewport: { width: 375, height: 812 }, colorScheme: "dark" }]]) {
		const { page, context, wrong } = await open(stranger, options);
		await page.locator("#hasil").waitFor();
		assert.deepEqual(wrong, []);
		assert.equal(await page.title(), "Pasang sertifikat kantor – rekam");
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scroll");
		assert.notEqual(await page.locator(".kepala").evaluate((e) => getComputedStyle(e).backgroundColor), "rgba(0, 0, 0, 0)", "the style is there");
		for (const summary of await page.locator("summary").all())
			assert.ok((await summary.boundingBox()).height >= 43);
		await page.screenshot({ path: path.join(shots, `pasang-${name}.png`), fullPage: true });
		await context.close();
	}
});

test("a browser that does not trust the CA is told so, and nothing is kept", async () => {
	const { page, context } = await open(stranger);
	await page.getByText("Belum: peramban ini belum memercayai").waitFor();
	assert.equal(await width(page), 0);
	await context.close();
	const quiet = await open(stranger, { javaScriptEnabled: false });
	assert.equal(await quiet.page.locator("#uji").getAttribute("alt"), "Gambar tidak muncul: perangkat ini belum memercayai sertifikat.");
	assert.ok(await quiet.page.getByText("Muncul gambar hijau").isVisible());
	await assert.rejects(quiet.page.goto(s.url + "/uji-sertifikat"), /ERR_CERT_AUTHORITY_INVALID/);
	await quiet.context.close();
	assert.deepEqual(await seen(), []);
});

test("a browser that trusts the CA passes, and the administrator sees it", async (t) => {
	if (!friend)
		return t.skip("certutil is not installed (libnss3-tools)");
	const { page, context, wrong } = await open(friend);
	await page.getByText("Berhasil: peramban ini memercayai").waitFor();
	assert.equal(await width(page), 260);
	assert.deepEqual(wrong, []);
	assert.deepEqual(await seen(), [{ address: "127.0.0.1", browser: "Chrome, Linux" }]);
	await page.screenshot({ path: path.join(shots, "pasang-lulus.png") });
	await page.getByRole("link", { name: "Uji dengan membuka halaman aman" }).click();
	await page.getByRole("heading", { name: "Sertifikat kantor tepercaya" }).waitFor();
	await context.close();
	const quiet = await open(friend, { javaScriptEnabled: false });
	assert.ok(await quiet.page.getByText("Muncul gambar hijau").isVisible());
	await quiet.page.screenshot({ path: path.join(shots, "pasang-tanpa-js.png") });
	await quiet.context.close();
	await s.sql("INSERT INTO trust_seen VALUES ('192.0.2.7', 'Firefox, Windows', '2020-01-01', UTC_TIMESTAMP(6))");
	for (const [name, options] of [["lebar", {}], ["sempit-gelap", { viewport: { width: 375, height: 812 }, colorScheme: "dark" }]]) {
		const desk = await open(friend, options, s.url + "/masuk");
		await desk.page.getByLabel("Nama pengguna").fill("admin");
		await desk.page.getByLabel("Kata sandi").fill("watulimo-demo-2026");
		await desk.page.getByRole("button", { name: "Masuk" }).click();
		await desk.page.waitForURL("**/beranda");
		await desk.page.goto(s.url + "/jaringan");
		assert.ok(await desk.page.getByRole("rowheader", { name: "127.0.0.1" }).isVisible());
		assert.ok(await desk.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scroll");
		await desk.page.screenshot({ path: path.join(shots, `jaringan-${name}.png`), fullPage: true });
		await desk.context.close();
	}
});

test("asvs_v3_2_1 the preview of a paper still opens in the browser's PDF viewer", async (t) => {
	if (!friend)
		return t.skip("certutil is not installed (libnss3-tools)");
	const loket = await login(s, "loket");
	const id = await intake(loket);
	await verifyAndNumber(s, loket, id);
	await submitForSignature(loket, id);
	const [doc] = await s.sql(`SELECT id FROM document WHERE case_id = ${id} ORDER BY id LIMIT 1`);
	const { page, context } = await open(friend, {}, s.url + "/masuk");
	await context.addCookies([...loket.cookies].map(([name, value]) => ({ name, value, url: s.url, secure: true, httpOnly: true, sameSite: "Strict" })));
	await page.goto(`${s.url}/permohonan/${id}/surat/${doc.id}`, { waitUntil: "commit" });
	await until("Chromium's viewer has taken it", () => page.frames().some((f) => f.url().startsWith("chrome-extension://")));
	const viewer = page.frames().find((f) => f.url().startsWith("chrome-extension://"));
	assert.ok(await viewer.evaluate(() => document.querySelector("pdf-viewer") !== null));
	// and a page of somebody else cannot put it into a frame
	const foreign = await context.newPage();
	await foreign.goto(s.plain + "/pasang");
	const refused = foreign.waitForResponse((r) => r.url().includes("/surat/")).catch(() => null);
	await foreign.evaluate((u) => { const f = document.createElement("iframe"); f.src = u; document.body.append(f); }, `${s.url}/permohonan/${id}/surat/${doc.id}`);
	const answer = await Promise.race([refused, foreign.waitForTimeout(1500)]);
	assert.ok(answer == null || answer.status() === 403);
	await context.close();
});

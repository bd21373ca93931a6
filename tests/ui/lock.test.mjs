/* The lock as people meet it: nothing shows behind it, nothing typed is lost, with a script and without. */
import assert from "node:assert/strict";
import { test, before, after } from "node:test";
import { applicant, close, open, person, shot } from "./browser.mjs";

const password = "watulimo-demo-2026";
let stack;

before(async () => { stack = await open(); });
after(close);

const minutes = (n) => stack.sql(`UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL ${n} MINUTE`);
/* The page's own clock jumps: as if nobody had been there for so long. */
const away = (page, ms) => page.evaluate((by) => {
	const now = Date.now.bind(Date);
	Date.now = () => now() + by;
}, ms);
const lockedRows = async () => Number((await stack.sql("SELECT COUNT(*) AS n FROM session WHERE locked_at IS NOT NULL"))[0].n);

async function unlock(page, secret) {
	const dialog = page.getByRole("dialog", { name: "Layar terkunci" });
	await dialog.getByLabel(/kata sandi/i).fill(secret);
	await dialog.getByLabel(/kata sandi/i).press("Enter");
	return dialog;
}

test("an idle page locks by itself, hides what it shows and keeps what was typed", async () => {
	const { page, errors } = await person("loket");
	const who = applicant("TIDAK TERLIHAT CONTOH");
	await page.goto(stack.url + "/permohonan/baru");
	await page.getByLabel("NIK", { exact: true }).fill(who.nik);
	await page.getByLabel("Nama Lengkap").fill(who.name);
	await away(page, 16 * 60000);
	const dialog = page.getByRole("dialog", { name: "Layar terkunci" });
	await dialog.waitFor();
	await page.waitForFunction(() => document.querySelector("dialog.kunci").open);
	await shot(page, "kunci-layar");
	/* whatever stands behind is covered: the topmost thing at each point belongs to the dialog */
	const through = await page.evaluate(() => {
		const dialog = document.querySelector("dialog.kunci");
		let n = 0;
		for (let x = 5; x < innerWidth; x += 60)
			for (let y = 5; y < innerHeight; y += 60)
				n += !dialog.contains(document.elementFromPoint(x, y));
		return n + (getComputedStyle(dialog).backgroundColor.match(/rgba\(.*, 0(\.\d+)?\)/) ? 1000 : 0);
	});
	assert.equal(through, 0);
	await page.keyboard.press("Escape");
	await page.keyboard.press("F2");
	assert.ok(await dialog.isVisible(), "no key leads out");
	for (let i = 0; i < 100 && await lockedRows() === 0; i++)
		await new Promise((done) => setTimeout(done, 50));
	assert.equal(await lockedRows(), 1, "the server locked the session too");
	await unlock(page, "salah sama sekali ini");
	await dialog.getByText("salah").waitFor();
	await unlock(page, password);
	await dialog.waitFor({ state: "hidden" });
	assert.equal(await page.getByLabel("Nama Lengkap").inputValue(), who.name);
	assert.equal(await page.getByLabel("NIK", { exact: true }).inputValue(), who.nik);
	assert.equal(await lockedRows(), 0);
	assert.deepEqual(errors, []);
	await page.context().close();
});

test("two tabs lock and open together; a PIN is enough", async () => {
	const { page, context } = await person("loket");
	await page.goto(stack.url + "/akun/pin");
	await page.getByLabel("PIN baru", { exact: true }).fill("739164");
	await page.getByLabel("PIN baru, sekali lagi").fill("739164");
	await page.keyboard.press("F9");
	await page.getByText("PIN disimpan.").waitFor();
	const second = await context.newPage();
	await second.goto(stack.url + "/antrean");
	await page.goto(stack.url + "/permohonan/baru");
	await page.getByLabel("Nama Lengkap").fill("DUA TAB CONTOH");
	await second.getByRole("button", { name: "Kunci", exact: true }).click();
	const there = page.getByRole("dialog", { name: "Layar terkunci" });
	await there.waitFor();
	await unlock(second, "739164");
	await there.waitFor({ state: "hidden" });
	assert.equal(await page.getByLabel("Nama Lengkap").inputValue(), "DUA TAB CONTOH");
	await context.close();
});

test("without a script a form that comes too late waits behind the lock and goes on", async () => {
	const { page, context } = await person(null, { javaScriptEnabled: false });
	await page.goto(stack.url + "/masuk");
	await page.getByLabel("Nama pengguna").fill("loket");
	await page.getByLabel("Kata sandi").fill(password);
	await page.getByRole("button", { name: "Masuk" }).click();
	const who = applicant("TANPA SKRIP TERKUNCI");
	await page.goto(stack.url + "/permohonan/baru");
	await page.getByLabel("NIK", { exact: true }).fill(who.nik);
	await page.getByLabel("Nama Lengkap").fill(who.name);
	await minutes(20);
	await page.getByRole("button", { name: /Simpan sebagai draf|Terima berkas/ }).first().click();
	await page.getByRole("heading", { name: "Layar terkunci" }).waitFor();
	await shot(page, "kunci-halaman");
	await page.getByLabel(/kata sandi/i).fill(password);
	await page.getByRole("button", { name: "Buka kunci" }).click();
	await page.getByRole("button", { name: /Kirim isian saya/ }).click();
	assert.equal(await page.getByLabel("Nama Lengkap").inputValue(), who.name, "the form is back as it was, with its messages");
	await context.close();
});

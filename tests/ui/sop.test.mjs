/* The whole SOP in a browser, walked as three people (counter, recording officer,
 * signer) in both modes of signing; every page on the way is photographed. */
import { test, before, after, afterEach } from "node:test";
import assert from "node:assert/strict";
import { applicant, card, caseOf, close, enrolTotp, fingers, intake, open, person, press, shot } from "./browser.mjs";
import { pdfText, until } from "../it/stack.mjs";

let s, clerk, operator, signer;

before(async () => {
	s = await open();
	await s.finger("delay 50");
	[clerk, operator, signer] = [await person("loket"), await person("perekam"), await person("camat")];
});
afterEach(async (t) => {
	if (t.passed === false || t.error)
		for (const p of [clerk, operator, signer])
			await shot(p.page, "galat-" + [clerk, operator, signer].indexOf(p));
});
after(close);

/* the papers in the tray whose text has all these words */
async function inTray(...words) {
	return until("paper in the tray with " + words.join(", "), () =>
		s.paper().map((f) => pdfText(f)).find((t) => words.every((w) => t.includes(w))), 40000);
}

async function fromIntakeToNumber(who, prefix) {
	const { page } = clerk;
	await intake(page, who);
	await shot(page, prefix + "-1-penerimaan");
	await press(page, "Terima berkas");
	await page.waitForURL(/\/permohonan\/\d+\/verifikasi/);
	const at = caseOf(page);
	await card(page, who);
	await shot(page, prefix + "-2-verifikasi");
	await page.keyboard.press("F9");
	await page.waitForURL((u) => !u.pathname.endsWith("/verifikasi"));
	await page.goto(s.url + at);
	assert.match(await page.locator(".berkas-fakta").innerText(), /Nomor agenda\s+0\d{3}\/20\d\d/);
	await shot(page, prefix + "-3-bernomor");
	return at;
}

async function capture(who, at, prefix) {
	const { page } = operator;
	await page.goto(s.url + "/antrean");
	await page.getByRole("link", { name: who.name }).first().click();
	await page.goto(s.url + at + "/perekaman");
	await shot(page, prefix + "-5-identitas");
	await press(page, "Mulai perekaman");
	await page.waitForSelector("#rekam");
	await fingers(page, async (i) => { if (i === 3) await shot(page, prefix + "-5-perekaman"); });
	assert.match(await page.locator(".rekam-hitung").innerText(), /10 terekam/);
	assert.equal(await page.locator(".rekam-uji .ada").count(), 2, "both index fingers are verified");
	await page.getByLabel(/resmi.*berhasil/i).check();
	await shot(page, prefix + "-5-lengkap");
	await press(page, "Selesaikan perekaman");
	await page.waitForURL((u) => !u.pathname.endsWith("/perekaman"));
}

async function handover(who, at, prefix) {
	const { page } = clerk;
	await page.goto(s.url + at + "/penyerahan");
	await page.getByLabel(/Diserahkan kepada|Hubungan/).selectOption({ index: 1 });
	const receiver = page.getByLabel(/penerima/i).first();
	if (!await receiver.inputValue())
		await receiver.fill(who.name);
	await shot(page, prefix + "-6-penyerahan");
	await press(page, "Serahkan rekomendasi");
	await page.waitForLoadState();
	await page.goto(s.url + at);
	assert.match(await page.locator(".berkas-status").innerText(), /Selesai/);
	await until("both papers are said to be printed", async () => {
		await page.reload();
		return await page.locator(".cetak-baris", { hasText: "Tercetak" }).count() >= 2;
	}, 30000);
	await shot(page, prefix + "-7-selesai");
	await page.goto(s.url + at + "/riwayat");
	await shot(page, prefix + "-8-riwayat");
}

test("ink: from form K.P1 to the letter in the tray", async () => {
	const who = applicant("SITI CONTOH RAHAYU");
	const at = await fromIntakeToNumber(who, "tinta");
	const { page } = clerk;
	await page.goto(s.url + at + "/penandatanganan");
	await shot(page, "tinta-4-pengajuan");
	await press(page, "Ajukan penandatanganan");
	await page.waitForLoadState();
	const letter = await inTray("REKOMENDASI", who.name, who.nik);
	assert.match(letter, /NOMOR 400\.12\.2\.1\/\d+\/406\.08\/20\d\d/);
	await page.goto(s.url + at + "/penandatanganan");
	await until("the page says it is printed", async () => /Tercetak/.test(await page.locator(".cetak-baris").first().innerText()), 30000);
	await shot(page, "tinta-4-surat");
	await press(page, "Tandai telah ditandatangani");
	await page.waitForLoadState();
	await capture(who, at, "tinta");
	await handover(who, at, "tinta");
	await inTray("TANDA TERIMA", who.name);
});

test("electronic: the signer reads and approves, the letter prints after the recording", async () => {
	const admin = await person("admin");
	await admin.page.goto(s.url + "/pengaturan");
	await admin.page.getByLabel(/elektronik/i).check();
	await shot(admin.page, "pengaturan");
	await press(admin.page, "Simpan");
	await admin.page.waitForLoadState();

	const who = applicant("AHMAD MISALNO PRIGI");
	const at = await fromIntakeToNumber(who, "elektronik");
	await clerk.page.goto(s.url + at + "/penandatanganan");
	await press(clerk.page, "Ajukan penandatanganan");
	await clerk.page.waitForLoadState();
	const { page } = signer;
	await page.goto(s.url + "/meja-tanda-tangan");
	await shot(page, "elektronik-4-meja");
	await page.getByRole("link", { name: who.name }).click();
	const text = await page.locator(".naskah").innerText();
	assert.ok(text.includes(who.name) && text.replaceAll(" ", "").includes(who.nik), text);
	await page.getByRole("link", { name: "Aktifkan kode OTP" }).click();
	const code = await enrolTotp(page, (step) => shot(page, "kode-otp-" + step));
	await page.getByRole("button", { name: "Sudah saya simpan" }).click();
	await page.goto(s.url + at + "/persetujuan");
	await page.getByLabel("Kode OTP", { exact: true }).fill("000 000");
	await press(page, "Setujui");
	await page.getByRole("link", { name: /^Kode OTP salah/ }).click();
	await page.getByLabel("Kode OTP", { exact: true }).fill(await code());
	await shot(page, "elektronik-4-persetujuan");
	await press(page, "Setujui");
	await page.waitForURL("**/meja-tanda-tangan**");
	await page.goto(s.url + at);
	assert.match(await page.locator(".berkas-status").innerText(), /Telah ditandatangani/);
	await capture(who, at, "elektronik");
	const letter = await inTray("REKOMENDASI", who.name, who.nik);
	assert.match(letter, /elektronik|verifikasi/i);
	await handover(who, at, "elektronik");
});

test("the other pages, photographed", async () => {
	for (const [who, path, name] of [[clerk, "/beranda", "beranda"], [clerk, "/antrean", "antrean"], [clerk, "/register", "register"],
	    [clerk, "/cetak", "cetak"], [clerk, "/bantuan", "bantuan"], [operator, "/stasiun", "stasiun"], [operator, "/beranda", "beranda-perekam"],
	    [signer, "/beranda", "beranda-camat"], [clerk, "/tidak-ada", "tidak-ditemukan"]]) {
		await who.page.goto(s.url + path);
		assert.match(await who.page.title(), / – rekam$/);
		await shot(who.page, name);
	}
});

test("no script and no rule of the page was refused by the browser", () => {
	for (const p of [clerk, operator, signer])
		assert.equal(p.errors.length, 0, p.errors.slice(0, 3).join("\n"));
});

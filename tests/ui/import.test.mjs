/* A letter goes to a certificate service and comes back, as two people do it in the browser; and the
 * picture of a paper is there to be seen. */
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { applicant, card, caseOf, close, intake, open, person, press, shot } from "./browser.mjs";
import { certificate, sign } from "../it/signed_pdf.mjs";
import { until } from "../it/stack.mjs";

let s, clerk, admin, root, signer;

before(async () => {
	s = await open();
	clerk = await person("loket");
	admin = await person("admin");
	const dir = path.join(s.dir, "pki");
	fs.mkdirSync(dir);
	root = certificate(dir, "root", { cn: "Penerbit Contoh CA", ca: true });
	signer = certificate(dir, "camat", { cn: "BAGUS CONTOH PRASETYA", issuer: root });
});
after(close);

const seen = img => until("the picture is drawn", () => img.evaluate(i => i.complete && i.naturalWidth > 400));

test("the administrator trusts an authority by its file", async () => {
	const { page, errors } = admin;
	await page.goto(s.url + "/pengaturan/sertifikat");
	if (page.url().includes("/masuk-ulang")) {
		await page.getByLabel("Kata sandi").first().fill("watulimo-demo-2026");
		await page.locator("main").getByRole("button").first().click();
		await page.waitForURL("**/pengaturan/sertifikat");
	}
	await page.getByLabel("Berkas sertifikat penerbit").setInputFiles({ name: "ca.crt", mimeType: "application/x-x509-ca-cert", buffer: root.der });
	await page.keyboard.press("F9");
	await page.waitForURL(/pesan=sertifikat/);
	assert.match(await page.locator("main").innerText(), /Penerbit Contoh CA/);
	await shot(page, "sertifikat-penerbit");
	assert.deepEqual(errors, []);
});

test("the clerk sends the letter away unprinted, gets it back signed, looks, and takes it", async () => {
	const { page, errors } = clerk;
	const who = applicant();
	await intake(page, who);
	await press(page, "Terima berkas");
	await page.waitForURL(/\/verifikasi/);
	await card(page, who);
	await press(page, "beri nomor agenda");
	await page.waitForURL(/\/penandatanganan/);
	await page.getByRole("radio").first().check();
	await page.getByLabel("Tanpa cetak").check();
	await press(page, "Ajukan penandatanganan");
	await page.waitForURL(/pesan=diajukan/);
	const at = caseOf(page);
	await page.getByRole("button", { name: "Ditandatangani secara elektronik (BSrE)" }).click();
	await page.waitForURL(/\/surat-tte/);
	const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Unduh surat (PDF)" }).click()]);
	const letter = fs.readFileSync(await download.path());
	/* the wrong file first: what is said, and the page is the same */
	await page.getByLabel("PDF bertanda tangan elektronik").setInputFiles({ name: "surat.pdf", mimeType: "application/pdf", buffer: letter });
	await press(page, "Periksa");
	await page.waitForSelector("#surat-galat");
	assert.match(await page.locator("#surat-galat").innerText(), /belum bertanda tangan elektronik/);
	await shot(page, "surat-tte-galat");
	await page.getByLabel("PDF bertanda tangan elektronik").setInputFiles({ name: "surat.pdf", mimeType: "application/pdf", buffer: sign(letter, signer) });
	await page.keyboard.press("F9");
	await page.waitForURL(/pesan=tte-diperiksa/);
	await seen(page.locator("img.gambar-kertas"));
	await shot(page, "surat-tte");
	await page.keyboard.press("F9");
	await page.waitForURL(/pesan=tte-dipakai/);
	assert.match(await page.locator("main").innerText(), /Ditandatangani secara elektronik oleh .*sertifikat elektronik/s);
	assert.equal((await s.sql(`SELECT status FROM casefile WHERE id = ${at.split("/")[2]}`))[0].status, "DITANDATANGANI");
	assert.deepEqual(errors, []);
});

test("the picture of the paper stands beside its print job, on the desk and in the hand", async () => {
	const [{ id }] = await s.sql("SELECT MAX(id) AS id FROM print_job");
	for (const [name, size] of [["desk", { width: 1366, height: 768 }], ["hand", { width: 375, height: 812 }]]) {
		const { page, context, errors } = await person("loket", { viewport: size });
		await page.goto(`${s.url}/cetak/${id}`);
		await page.locator("img.gambar-kertas").scrollIntoViewIfNeeded();
		await seen(page.locator("img.gambar-kertas"));
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
		await shot(page, `cetakan-gambar-${name}`);
		assert.deepEqual(errors, []);
		await context.close();
	}
});

/* What goes wrong at a counter: two clicks, the back button, two tabs, wrong
 * input, no JavaScript; and the keys of the counter's hands. */
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { applicant, card, caseOf, close, intake, need, open, person, press, shot } from "./browser.mjs";
import { until } from "../it/stack.mjs";
import { readFileSync } from "node:fs";

let s, clerk;
const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

before(async () => {
	s = await open();
	clerk = await person("loket");
});
after(close);

async function count(query) {
	return Number(Object.values((await s.sql(query))[0])[0]);
}

test("wrong input: the summary leads to the field, what was typed is there, nothing is stored", async () => {
	const { page } = clerk;
	const before = await count("SELECT COUNT(*) FROM casefile");
	await page.goto(s.url + "/permohonan/baru");
	await page.getByLabel("NIK", { exact: true }).fill("3503 0855 0909");
	await page.getByLabel("Nama Lengkap").fill("SITI <b>CONTOH</b> & \"KAWAN\"");
	await page.getByLabel("Tanggal Lahir").fill("31-02-2009");
	await page.keyboard.press("Enter");
	await page.waitForSelector(".ringkasan-galat");
	assert.match(await page.title(), /^Galat: /);
	assert.equal(await page.evaluate(() => document.activeElement.className), "ringkasan-galat", "the summary has the focus");
	assert.equal(await page.getByLabel("Nama Lengkap").inputValue(), "SITI <b>CONTOH</b> & \"KAWAN\"");
	assert.equal(await page.getByLabel("Tanggal Lahir").inputValue(), "31-02-2009");
	await shot(page, "galat-penerimaan");
	await page.locator(".ringkasan-galat a", { hasText: "NIK" }).first().click();
	assert.equal(await page.evaluate(() => document.activeElement.id), "nik");
	assert.equal(await count("SELECT COUNT(*) FROM casefile"), before);
});

test("a double click and the back button have one effect", async () => {
	const { page } = clerk;
	const who = applicant();
	await intake(page, who);
	const posted = [];
	page.on("request", (r) => { if (r.method() === "POST") posted.push(r); });
	await page.getByRole("button", { name: "Terima berkas" }).dblclick();
	await page.waitForURL(/\/verifikasi/);
	const at = caseOf(page);
	/* what a browser does that sends a form again after a broken connection */
	const again = await page.evaluate(async ([url, body]) => {
		const r = await fetch(url, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } });
		return [r.status, new URL(r.url).pathname];
	}, [posted[0].url(), posted[0].postData()]);
	assert.deepEqual(again, [200, at + "/verifikasi"], "the second sending gets the first one's answer");
	await page.goBack();
	await page.getByRole("button", { name: "Terima berkas" }).click();
	await page.waitForLoadState();
	assert.equal(await count("SELECT COUNT(*) FROM casefile WHERE nik = '" + who.nik + "'"), 1);
});

test("a stale page in a second tab: 409, nothing is lost, the way goes on", async () => {
	const who = applicant("PAIJO CONTOH");
	const { page, context } = clerk;
	await intake(page, who);
	await press(page, "Terima berkas");
	await page.waitForURL(/\/verifikasi/);
	const at = caseOf(page);
	const other = await context.newPage();
	await other.goto(s.url + at + "/verifikasi");
	await card(page, who);
	await press(page, "Nyatakan sesuai dan beri nomor agenda");
	await page.waitForURL((u) => !u.pathname.endsWith("/verifikasi"));
	await card(other, who);
	await other.getByLabel("Alamat", { exact: true }).fill("DUSUN YANG LAIN");
	const answer = other.waitForResponse((r) => r.request().method() === "POST");
	await press(other, "Nyatakan sesuai dan beri nomor agenda");
	assert.equal((await answer).status(), 409);
	await other.waitForLoadState();
	const text = await other.locator("main").innerText();
	assert.match(text, /diubah oleh pengguna lain|sudah|telah/);
	assert.ok((await other.content()).includes("DUSUN YANG LAIN"), "what was typed is on the page");
	await shot(other, "bentrok");
	await other.keyboard.press("F9");
	await other.waitForURL((u) => u.pathname.startsWith(at));
	assert.equal(await count("SELECT COUNT(*) FROM casefile WHERE nik = '" + who.nik + "' AND address = 'DUSUN YANG LAIN'"), 0);
	await other.close();
});

test("without JavaScript the same work is done", async () => {
	const plain = await person("loket", { javaScriptEnabled: false });
	const { page } = plain;
	const who = applicant("TANPA SKRIP CONTOH");
	await intake(page, who);
	await press(page, "Terima berkas");
	await page.waitForURL(/\/verifikasi/);
	const at = caseOf(page);
	await card(page, who);
	await press(page, "Nyatakan sesuai dan beri nomor agenda");
	await page.goto(s.url + at + "/penandatanganan");
	await press(page, "Ajukan penandatanganan");
	await until("printed, seen by loading again", async () => {
		await page.goto(s.url + at + "/penandatanganan");
		return /Tercetak/.test(await page.locator(".cetak-baris").first().innerText());
	}, 30000);
	await press(page, "Tandai telah ditandatangani");
	const op = await person("perekam", { javaScriptEnabled: false });
	await op.page.goto(s.url + at + "/perekaman");
	await press(op.page, "Mulai perekaman");
	await press(op.page, "Tangan kanan sudah benar");
	await op.page.locator("#pindai").click();
	await until("the first finger is recorded, seen by loading again", async () => {
		const again = op.page.getByRole("button", { name: "Muat ulang" });
		if (await again.count())
			await again.click();
		else
			await op.page.goto(s.url + at + "/perekaman");
		return /1 terekam/.test(await op.page.locator(".rekam-hitung").innerText());
	}, 30000);
	await op.page.locator(".jalan-lain summary").first().click();
	await op.page.getByLabel("Jari atau tangan").selectOption("KEDUA");
	await op.page.getByLabel("Sebab", { exact: false }).first().selectOption({ index: 1 });
	const note = op.page.getByLabel("Keterangan", { exact: false }).first();
	await note.fill("tidak dapat dipindai");
	await press(op.page, "Catat pengecualian");
	assert.match(await op.page.locator(".rekam-hitung").innerText(), /0 belum/);
	await shot(op.page, "pengecualian");
	await op.page.getByLabel(/resmi.*berhasil/i).check();
	await press(op.page, "Selesaikan perekaman");
	await page.goto(s.url + at + "/penyerahan");
	await page.getByLabel(/Hubungan/).selectOption({ index: 1 });
	await page.getByLabel(/penerima/i).first().fill(who.name);
	await press(page, "Serahkan rekomendasi");
	await page.goto(s.url + at);
	assert.match(await page.locator(".berkas-status").innerText(), /Selesai/);
});

test("the keys: F2 new, F3 and / search, Esc back, switched off in the foot", async () => {
	const { page } = clerk;
	await page.goto(s.url + "/beranda");
	await page.keyboard.press("F2");
	await page.waitForURL("**/permohonan/baru");
	assert.equal(await page.evaluate(() => document.activeElement.id), "nik", "the first field is ready to type");
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	await page.waitForURL((u) => !u.pathname.endsWith("/baru"));
	await page.keyboard.press("/");
	assert.equal(await page.evaluate(() => document.activeElement.id), "cari-atas");
	await page.keyboard.type("PAIJO");
	await page.keyboard.press("Enter");
	await page.getByRole("heading", { name: /Hasil pencarian/ }).waitFor();
	assert.ok(await page.getByRole("link", { name: "PAIJO CONTOH" }).count() > 0);
	await shot(page, "pencarian");
	await page.getByRole("button", { name: /Tombol pintas/ }).click();
	await page.keyboard.press("F2");
	await page.waitForTimeout(200);
	assert.match(page.url(), /\/permohonan$/);
	await page.getByRole("button", { name: /Tombol pintas/ }).click();
});

test("leaving a form with something typed asks first", async () => {
	const { page, context } = await person("loket");
	const asked = [];
	page.on("dialog", (d) => { asked.push(d.type()); d.dismiss(); });
	await page.goto(s.url + "/permohonan/baru");
	await page.getByLabel("Nama Lengkap").fill("BELUM DISIMPAN");
	await page.getByLabel("Nama Lengkap").press("Tab");
	await page.locator("nav.tempat a", { hasText: "Antrean" }).first().click();
	await until("the browser asks", async () => asked.length > 0);
	assert.equal(asked[0], "beforeunload");
	assert.equal(await page.getByLabel("Nama Lengkap").inputValue(), "BELUM DISIMPAN");
	await context.close();
});

test("the case page asks before it cancels; Tidak jadi keeps the case", async () => {
	const { page } = clerk;
	const who = applicant("BATAL CONTOH");
	await intake(page, who);
	await press(page, "Terima berkas");
	await page.waitForURL(/\/verifikasi/);
	await page.goto(s.url + caseOf(page));
	await page.locator(".jalan-lain summary").click();
	await page.getByLabel("Alasan").fill("Pemohon menarik permohonannya.");
	await page.locator("button[value=CANCEL]").click();
	await page.locator("dialog[open]").waitFor();
	await shot(page, "tanya");
	await page.getByRole("button", { name: "Tidak jadi" }).click();
	assert.equal(await count("SELECT COUNT(*) FROM casefile WHERE nik = '" + who.nik + "' AND open = 1"), 1);
	await page.locator("button[value=CANCEL]").click();
	await page.locator("dialog[open] .berat").click();
	await until("the case is cancelled", async () => await count("SELECT COUNT(*) FROM casefile WHERE nik = '" + who.nik + "' AND status = 'DIBATALKAN'") === 1);
});

test("axe-core finds nothing serious on the living pages", async () => {
	const { page, context } = await person("loket", { bypassCSP: true, reducedMotion: "reduce" });
	const last = (await s.sql("SELECT MAX(id) AS id FROM casefile"))[0].id;
	const wrong = [];
	for (const path of ["/beranda", "/antrean", "/register", "/cetak", "/bantuan", "/permohonan/baru", "/permohonan/" + last, "/permohonan/" + last + "/riwayat", "/tidak-ada"]) {
		await page.goto(s.url + path);
		await page.addStyleTag({ content: ".aksi { position: static !important }" });
		await page.evaluate(axe);
		const found = await page.evaluate(() => axe.run());
		for (const v of found.violations)
			if (v.impact === "serious" || v.impact === "critical")
				wrong.push(path + " " + v.id + " " + v.nodes[0].target);
	}
	await context.close();
	assert.equal(wrong.length, 0, wrong.slice(0, 5).join("\n"));
});

test("no script and no rule of the page was refused by the browser", () => {
	assert.equal(clerk.errors.length, 0, clerk.errors.slice(0, 3).join("\n"));
});

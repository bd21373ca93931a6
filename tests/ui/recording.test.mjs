/* Step 5 with the keyboard alone, the applicant's own window beside it, the photo from a camera and the signature from
 * a pad; the photograph of every page is kept. */
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { close, open, person, shot } from "./browser.mjs";
import { act, intake, login, submitForSignature, verifyAndNumber } from "../it/office.mjs";
import { until } from "../it/stack.mjs";

let s, operator, id;

before(async () => {
	s = await open();
	operator = await person("perekam");
	const loket = await login(s, "loket"), perekam = await login(s, "perekam");
	id = await intake(loket);
	await verifyAndNumber(s, loket, id);
	await submitForSignature(loket, id);
	await act(loket, id, "penandatanganan", "SIGNED_INK");
	await act(perekam, id, "perekaman", "BEGIN");
});
after(close);

const idle = (page) => until("the capture has ended", async () => await page.locator("#rekam[hx-get]").count() === 0, 40000);

test("ten fingers by F4 alone, hand by hand, while the applicant's window says what to do", async () => {
	const { page, context } = operator;
	await s.finger("delay 700");
	await page.goto(`${s.url}/permohonan/${id}/perekaman`);
	await shot(page, "rekam-1-tangan");
	const [theirs] = await Promise.all([context.waitForEvent("page"), page.getByRole("button", { name: /Layar pemohon/ }).click()]);
	await theirs.waitForSelector("#pemohon");
	assert.match(await theirs.locator("#pemohon").innerText(), /Tunggu petunjuk petugas/);
	assert.doesNotMatch(await theirs.content(), /SITI|350308/);
	let strokes = 0, seen = false;
	for (; strokes < 40; strokes++) {
		await idle(page);
		if (await page.locator("#pindai").count() === 0)
			break;
		await Promise.all([page.waitForNavigation(), page.keyboard.press("F4")]);
		if (!seen && await page.locator("#rekam[hx-get]").count() > 0) {
			await until("the applicant is told", async () => /Letakkan telunjuk kanan pada alat/.test(await theirs.locator("#pemohon").innerText()));
			await shot(theirs, "rekam-2-pemohon");
			await shot(page, "rekam-2-berjalan");
			seen = true;
			await s.finger("delay 50");
		}
		if (strokes === 5)
			await shot(page, "rekam-3-tengah");
	}
	/* three hands, ten fingers, two verifications; a synthetic finger that looks like another is taken again */
	assert.ok(strokes >= 15 && strokes <= 20, `${strokes} strokes`);
	assert.match(await page.locator(".rekam-hitung").innerText(), /10 terekam/);
	await shot(page, "rekam-4-lengkap");
	await theirs.close();
});

test("the photo comes from the camera and the signature from the pad, both sealed", async () => {
	const { page } = operator;
	await page.goto(`${s.url}/permohonan/${id}/pasfoto`);
	await page.waitForFunction(() => document.querySelector("video")?.videoWidth > 0);
	await shot(page, "rekam-5-kamera");
	await page.keyboard.press("F4");
	await page.waitForFunction(() => document.getElementById("gambar").files.length === 1);
	await shot(page, "rekam-6-foto");
	await page.getByRole("button", { name: "Ambil ulang" }).click();
	assert.equal(await page.evaluate(() => document.getElementById("gambar").files.length), 0);
	await page.keyboard.press("F4");
	await page.waitForFunction(() => document.getElementById("gambar").files.length === 1);
	await page.keyboard.press("F9");
	await page.waitForURL(/perekaman\?pesan=gambar-tersegel/);

	await page.goto(`${s.url}/permohonan/${id}/tanda-tangan`);
	const box = await page.locator("canvas.papan-kertas").boundingBox();
	await page.mouse.move(box.x + 60, box.y + 120);
	await page.mouse.down();
	for (let i = 0; i < 40; i++)
		await page.mouse.move(box.x + 60 + i * 9, box.y + 120 + 50 * Math.sin(i / 3));
	await page.mouse.up();
	await page.waitForFunction(() => document.getElementById("gambar").files.length === 1);
	await shot(page, "rekam-7-papan");
	await page.keyboard.press("F9");
	await page.waitForURL(/perekaman\?pesan=gambar-tersegel/);
	await shot(page, "rekam-8-bagian");
	const rows = await s.sql(`SELECT kind, how, width, height, LENGTH(sealed) AS bytes FROM biometric_part WHERE case_id = ${id} ORDER BY kind`);
	assert.deepEqual(rows.map((r) => [r.kind, r.how]), [["FOTO", "KAMERA"], ["TANDA_TANGAN", "PAPAN"]]);
	assert.equal(Math.round(100 * rows[0].width / rows[0].height), 75, "three to four, as on the card");
	assert.ok(Number(rows[1].bytes) > 2000);
	assert.deepEqual(operator.errors, []);
});

test("the exception photo takes all that the camera sees: face and both hands", async () => {
	const { page } = operator;
	await s.sql(`UPDATE biometric_policy SET exception_photo = 1;
		INSERT INTO finger_exception (case_id, finger, reason, note, at, by_user) SELECT ${id}, 10, 'AMPUTASI', '', UTC_TIMESTAMP(6), MIN(id) FROM user`);
	await page.goto(`${s.url}/permohonan/${id}/perekaman`);
	await page.getByRole("link", { name: "Foto pengecualian" }).click();
	await page.waitForFunction(() => document.querySelector("video")?.videoWidth > 0);
	await shot(page, "rekam-8b-pengecualian");
	await page.keyboard.press("F4");
	await page.waitForFunction(() => document.getElementById("gambar").files.length === 1);
	await page.keyboard.press("F9");
	await page.waitForURL(/perekaman\?pesan=gambar-tersegel/);
	const [row] = await s.sql(`SELECT how, width, height FROM biometric_part WHERE case_id = ${id} AND kind = 'FOTO_KECUALI'`);
	assert.deepEqual([row.how, Math.round(100 * row.width / row.height)], ["KAMERA", 133]);
	assert.deepEqual(operator.errors, []);
});

test("without a script both are files, and the way is complete", async () => {
	const plain = await person(null, { javaScriptEnabled: false, storageState: await operator.context.storageState() });
	await plain.page.goto(`${s.url}/permohonan/${id}/pasfoto`);
	assert.equal(await plain.page.locator("[data-kamera]").isVisible(), false);
	await plain.page.getByLabel("Berkas gambar", { exact: true }).last().setInputFiles("tests/data/logo.jpg");
	await plain.page.locator('input[name="cara"][value="BERKAS"]').check();
	await plain.page.getByRole("button", { name: /Simpan Pasfoto/ }).click();
	await plain.page.waitForURL(/gambar-tersegel/);
	await plain.context.close();
});

test("the office's decision and the station's page", async () => {
	const admin = await person("admin");
	await admin.page.goto(s.url + "/pengaturan/perekaman");
	await shot(admin.page, "rekam-9-keputusan");
	await admin.page.goto(s.url + "/stasiun/1");
	await shot(admin.page, "rekam-10-stasiun");
	assert.match(await admin.page.locator("main").innerText(), /Uji diri/);
	assert.deepEqual(admin.errors, []);
});

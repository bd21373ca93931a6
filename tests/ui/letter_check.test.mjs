/* A letter is checked with a scanner that types: code and Enter, one after the other, wherever the focus is. */
import assert from "node:assert/strict";
import { test, before, after } from "node:test";
import { approve, enrolTotp, intake, login, submitForSignature, verifyAndNumber } from "../it/office.mjs";
import { close, open, person, shot } from "./browser.mjs";

let stack, code;

before(async () => {
	stack = await open();
	const loket = await login(stack, "loket"), camat = await login(stack, "camat"), admin = await login(stack, "admin");
	await admin.submit(await admin.get("/pengaturan"), "/pengaturan", { cara_tanda_tangan: "ELEKTRONIK", tindakan: "SIMPAN" });
	await enrolTotp(camat);
	const id = await intake(loket);
	await verifyAndNumber(stack, loket, id);
	await submitForSignature(loket, id);
	await approve(camat, id);
	code = (await stack.sql(`SELECT code FROM document WHERE case_id = ${id} AND code <> ''`))[0].code;
});
after(close);

async function scan(page, text) {
	const answer = page.waitForResponse((r) => r.request().method() === "POST");
	await page.keyboard.type(text);
	await page.keyboard.press("Enter");
	await answer;
	await page.waitForLoadState("load");
}
const verdict = (page) => page.locator("#hasil").textContent();

test("three papers in a row, with a bad one between them", async () => {
	const { page, errors } = await person(null);
	await page.goto(stack.url + "/verifikasi-surat");
	await scan(page, code);
	assert.equal(await verdict(page), "Asli dan berlaku");
	await shot(page, "keaslian-asli");
	await scan(page, code.slice(0, 70));
	assert.match(await page.locator(".ringkasan-galat").textContent(), /bukan kode verifikasi/);
	assert.equal(await page.getByLabel("Kode verifikasi").inputValue(), code.slice(0, 70));
	await scan(page, code);		/* the summary has the focus: the new code takes the old one's place */
	assert.equal(await verdict(page), "Asli dan berlaku");
	await page.locator("#hasil").click();
	await scan(page, code.slice(0, -4) + "AAAA");
	assert.equal(await verdict(page), "Kode tidak asli");
	assert.ok(!page.url().includes(code.slice(0, 20)));
	assert.deepEqual(errors, []);
});

test("without a script: the field has the focus, Enter sends it", async () => {
	const { page } = await person(null, { javaScriptEnabled: false });
	await page.goto(stack.url + "/verifikasi-surat");
	await page.locator("#kode_verifikasi:focus").waitFor();	/* autofocus may come after the load */
	await scan(page, code);
	assert.equal(await verdict(page), "Asli dan berlaku");
	await page.getByText("Surat tanpa gambar QR").click();
	await page.getByLabel("Nomor surat").fill("400.12.2.1/99/406.08/2026");
	await page.getByLabel("Tanggal surat").fill("23-11-2026");
	await page.getByRole("button", { name: "Periksa nomor" }).click();
	assert.equal(await verdict(page), "Tidak tercatat pada buku kantor");
});

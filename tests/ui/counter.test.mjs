/* The counter's hands: a whole intake from the keyboard alone, help while typing, search and tickets
 * by their keys. */
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { applicant, close, open, person, shot } from "./browser.mjs";

let s, clerk, strokes = 0;

before(async () => {
	s = await open();
	clerk = await person("loket");
});
after(close);

/* A hand at the keyboard: every key is counted, the mouse is not there. */
async function key(name) {
	strokes += 1;
	await clerk.page.keyboard.press(name);
}
async function type(text) {
	strokes += text.length;
	await clerk.page.keyboard.type(text);
}
const focus = () => clerk.page.evaluate(() => document.activeElement.id || document.activeElement.name);

/* A trained hand makes five strokes a second (60 words a minute): 60 s are 300 of them. */
test("an intake is filed from the keyboard alone, within the strokes of a minute", async () => {
	const { page } = clerk, who = applicant("SITI CONTOH TANGKAS");
	await page.goto(s.url + "/beranda");
	strokes = 0;
	await key("F2");
	await page.waitForURL(/permohonan\/baru/);
	assert.equal(await focus(), "nik", "the first field has the focus");
	await type(who.nik);
	await key("Tab");
	await type("siti contoh tangkas");
	await key("Tab");
	assert.equal(await focus(), "tgl_lahir");
	await type("15092009");
	await key("Tab");
	assert.equal(await focus(), "desa");
	await type("Prigi");
	await key("Tab");
	await key("Space");		/* never recorded before: the first of the three */
	await key("Tab");
	assert.equal(await focus(), "wali");
	await key("Tab");
	await key("Tab");		/* consent: of minors */
	await key("Tab");
	assert.equal(await focus(), "pengantar_nomor");
	await type("400.12.2.1/45/406.08.11/2026");
	await key("Tab");
	await type("20112026");
	for (let i = 0; i < 3; i++) {
		do
			await key("Tab");
		while (!/^syarat_\d+$/.test(await focus()));
		await key("Space");
	}
	await key("F9");
	await page.waitForURL(/\/verifikasi/);
	const [row] = await s.sql(`SELECT name, status FROM casefile WHERE nik = '${who.nik}'`);
	assert.deepEqual(row, { name: "SITI CONTOH TANGKAS", status: "BERKAS_DITERIMA" });
	console.log(`# ${strokes} strokes`);
	assert.ok(strokes <= 300, `${strokes} strokes`);
});

test("help while typing: where the NIK was given, what its date is, who was here before", async () => {
	const { page } = clerk;
	await page.goto(s.url + "/permohonan/baru");
	await page.getByLabel("NIK", { exact: true }).fill("3171015509099902");
	await page.getByLabel("Nama Lengkap").focus();
	await page.getByText(/NIK diterbitkan di .*JAKARTA/).waitFor();
	await page.getByText("Tanggal lahir menurut NIK").waitFor();
	assert.equal(await focus(), "nama", "the fragment does not take the focus");
	await page.getByLabel("Tanggal Lahir").fill("01012012");
	await page.getByLabel("Nama Lengkap").focus();
	await page.getByText("hanya bila sudah atau pernah kawin").waitFor();
	await shot(page, "bantuan-nik");
	assert.equal(await page.getByLabel("NIK", { exact: true }).inputValue(), "3171015509099902");
});

test("search and tickets by their keys", async () => {
	const { page } = clerk;
	await page.goto(s.url + "/beranda");
	await page.keyboard.press("F3");
	await page.keyboard.type("tangkas siti");
	await page.keyboard.press("Enter");
	await page.getByRole("link", { name: "SITI CONTOH TANGKAS" }).waitFor();
	assert.doesNotMatch(page.url(), /tangkas/i, "a name stands in no address");
	await page.goto(s.url + "/antrean/tiket");
	await page.getByRole("button", { name: "Umum" }).click();
	await page.getByText("A 001").first().waitFor();
	await page.keyboard.press("F4");
	await page.getByRole("button", { name: "Layani A 001" }).waitFor();
	const display = await clerk.context.newPage();
	await display.goto(s.url + "/layar");
	await display.getByText("A 001").waitFor();
	await page.getByRole("button", { name: "Layani A 001" }).click();
	await page.waitForURL(/permohonan\/baru/);
	await display.getByText("Silakan ambil nomor antrean").waitFor({ timeout: 10000 });	/* by itself */
	await shot(display, "layar");
	await display.close();
});

test("a receipt's code from a scanner opens its case, wherever the focus is, and leaves no trace in a field", async () => {
	const { page } = clerk;
	const [row] = await s.sql("SELECT id, uuid FROM casefile ORDER BY id LIMIT 1");
	const code = "RK" + row.uuid.replaceAll("-", "").slice(0, 10).toUpperCase();
	const scan = async () => {
		await page.keyboard.type(code);
		await page.keyboard.press("Enter");
	};
	await page.goto(s.url + "/antrean");
	await scan();
	await page.waitForURL(new RegExp(`/permohonan/${row.id}$`));
	await page.goto(s.url + "/permohonan/baru");
	await page.getByLabel("Nama Lengkap").fill("SEDANG DIKETIK");
	page.once("dialog", (d) => d.dismiss());	/* leave?  no: nothing typed is lost by a slip */
	await scan();
	await page.waitForTimeout(500);
	assert.equal(await page.getByLabel("Nama Lengkap").inputValue(), "SEDANG DIKETIK", "the code was taken out again");
	page.once("dialog", (d) => d.accept());
	await scan();
	await page.waitForURL(new RegExp(`/permohonan/${row.id}$`));
	/* a hand is slower than a scanner: the same letters, typed, are just letters */
	await page.goto(s.url + "/permohonan/baru");
	await page.getByLabel("Nama Lengkap").focus();
	await page.keyboard.type(code, { delay: 300 });
	await page.keyboard.press("Enter");
	await page.waitForSelector(".ringkasan-galat");
	assert.equal(await page.getByLabel("Nama Lengkap").inputValue(), code);
});

/* Ten different people at the counter, one after another, as the counter meets them. */
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { card, caseOf, close, open, person, press, shot } from "./browser.mjs";

let s, clerk;
before(async () => {
	s = await open();
	clerk = await person("loket");
});
after(close);

const year = Number(new Date().toLocaleDateString("en", { timeZone: "Asia/Jakarta", year: "numeric" }));
const two = (n) => String(n).padStart(2, "0");
let serial = 9100;

/* Somebody made up: his NIK follows from the rest. */
function somebody(name, day, { man = false, region = "350308", ...more } = {}) {
	const [y, m, d] = day;
	return { name, man, born: two(d) + two(m) + y, nik: region + two(man ? d : d + 40) + two(m) + two(y % 100) + serial++, kk: "350308200115" + serial, ...more };
}
/* Whose birthday of that age was on the first of January: certain on every day of the year. */
const aged = (age) => [year - age, 1, 1];

async function front(who, { papers = true } = {}) {
	const { page } = clerk;
	await page.goto(s.url + "/permohonan/baru");
	await page.getByLabel("NIK", { exact: true }).fill(who.nik);
	await page.getByLabel("Nama Lengkap").fill(who.name);
	await page.getByLabel("Tanggal Lahir").fill(who.born);
	await page.getByLabel("Desa", { exact: true }).selectOption({ label: who.village ?? "Tasikmadu" });
	await page.getByLabel(who.recorded ?? "Tidak", { exact: true }).check();
	if (who.guardian) {
		await page.getByLabel("Nama Orang Tua/Wali").fill(who.guardian);
		await page.getByLabel(/menandatangani K\.P1/).check();
	}
	for (const box of await page.locator(".syarat input[type=checkbox]").all())
		if (papers)
			await box.check();
	await page.getByLabel(/^Nomor .*pengantar/i).fill("400.12.2.1/45/406.08.11/2026");
	await page.getByLabel(/^Tanggal .*pengantar/i).fill("20-11-2026");
}

/* Whatever is to be looked at is looked at, then it goes on. */
async function accept() {
	const { page } = clerk;
	await press(page, "Terima berkas");
	await page.waitForLoadState();
	const confirm = page.getByLabel("Sudah dicocokkan dan sesuai dengan KK/SIAK");
	if (/baru|penerimaan/.test(new URL(page.url()).pathname) && await confirm.count()) {
		await confirm.check();
		await press(page, "Terima berkas");
		await page.waitForLoadState();
	}
	await page.waitForURL(/\/verifikasi/);
	return caseOf(page);
}

async function number(who, marital = "Belum Kawin") {
	const { page } = clerk;
	await card(page, who);
	if (who.man)
		await page.getByLabel("Jenis Kelamin", { exact: true }).selectOption({ label: "Laki-Laki" });
	await page.getByLabel("Status Perkawinan", { exact: true }).selectOption({ label: marital });
	await press(page, "Nyatakan sesuai dan beri nomor agenda");
	await page.waitForLoadState();
	const confirm = page.getByLabel("Sudah dicocokkan dan sesuai dengan KK/SIAK");
	if (/verifikasi/.test(page.url()) && await confirm.count()) {
		await confirm.check();
		await press(page, "Nyatakan sesuai dan beri nomor agenda");
	}
	await page.waitForURL(/penandatanganan/);
}
const row = async (path) => (await s.sql(`SELECT * FROM casefile WHERE id = ${path.split("/").pop()}`))[0];

test("1 and 2: twins, alike but for the last letter and the last digits", async () => {
	const one = somebody("DEWI CONTOH UTAMI", aged(17)), other = somebody("DEWI CONTOH UTARI", aged(17), { kk: one.kk });
	await front(one);
	const first = await accept();
	await number(one);
	await front(other);
	const second = await accept();
	await number({ ...other, kk: one.kk });
	const [a, b] = [await row(first), await row(second)];
	assert.notEqual(first, second);
	assert.deepEqual([a.kk, a.birth_day, Number(b.agenda_no)], [b.kk, b.birth_day, Number(a.agenda_no) + 1]);
});

test("3: more than a hundred years old; the year in the NIK is not believed", async () => {
	const who = somebody("MBAH CONTOH KARTO", aged(101), { man: true });
	await front(who);
	const path = await accept();
	await number(who, "Cerai Mati");
	assert.equal((await row(path)).birth_day, `${year - 101}-01-01`);
	await clerk.page.goto(s.url + path);
	await clerk.page.getByText("(101 tahun)").first().waitFor();
});

test("4: a NIK of a region that has another code now", async () => {
	const { page } = clerk, who = somebody("YOHANES CONTOH WAMBRAUW", [1990, 6, 20], { man: true, region: "920101" });
	await front(who);
	await page.getByLabel("Nama Lengkap").focus();
	await page.locator("#bantuan-isian").getByText(/Sorong/i).first().waitFor();	/* the old name is known */
	await accept();
	await number(who, "Kawin");
});

test("5: one word with an apostrophe", async () => {
	const who = somebody("MA'RIFATUN", [1998, 12, 1], { region: "350413" });
	await front(who);
	const path = await accept();
	await number(who, "Kawin");
	assert.equal((await row(path)).name, "MA'RIFATUN");
	await clerk.page.goto(s.url + "/beranda");
	await clerk.page.keyboard.press("F3");
	await clerk.page.keyboard.type("marifatun");
	await clerk.page.keyboard.press("Enter");
	await clerk.page.getByRole("link", { name: "MA'RIFATUN" }).waitFor();
});

test("6: sixteen years old: a guardian is asked for, recorded ahead of time", async () => {
	const { page } = clerk, who = somebody("BAGAS CONTOH PRAYOGA", aged(16), { man: true });
	await front(who);
	await press(page, "Terima berkas");
	await page.waitForSelector("#wali-galat");
	await page.getByLabel("Nama Orang Tua/Wali").fill("SUTRISNO CONTOH");
	await press(page, "Terima berkas");
	await page.waitForSelector("#setuju_wali-galat");		/* and that he signed */
	await page.getByLabel(/menandatangani K\.P1/).check();
	const path = await accept();
	await page.getByText("perekaman awal").first().waitFor({ state: "attached" }).catch(() => {});
	await number(who);
	const { guardian, guardian_consent } = await row(path);
	assert.deepEqual({ guardian, guardian_consent }, { guardian: "SUTRISNO CONTOH", guardian_consent: "1" });
});

test("7: not seventeen, but married", async () => {
	const { page } = clerk, who = somebody("RINA CONTOH LESTARI", aged(15), { guardian: "SLAMET CONTOH" });
	await front(who);
	const path = await accept();
	await card(page, who);
	await press(page, "Nyatakan sesuai dan beri nomor agenda");
	await page.waitForSelector("#tgl_lahir-galat");		/* unmarried: not obliged */
	await number(who, "Kawin");
	assert.equal((await row(path)).status, "TERAGENDA");
});

test("8: without a family card: back with a paper in hand, and taken when it is brought", async () => {
	const { page } = clerk, who = somebody("JOKO CONTOH SANTOSO", [2001, 10, 30], { man: true, region: "350510" });
	await front(who);
	await page.locator(".syarat", { hasText: "Kartu Keluarga" }).locator("input[type=checkbox]").uncheck();
	await press(page, "Terima berkas");
	await page.getByText(/Berkas belum lengkap: Fotokopi Kartu Keluarga/).first().waitFor();
	await page.getByText("Berkas belum lengkap?").click();
	await page.locator("#alasan").fill("Fotokopi KK belum dibawa.");
	await press(page, "Kembalikan berkas");
	await page.waitForURL(/pesan=dikembalikan/);
	const path = caseOf(page);
	assert.equal((await row(path)).status, "BERKAS_DIKEMBALIKAN");
	assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM document WHERE case_id = ${path.split("/").pop()} AND kind = 'PENGEMBALIAN'`))[0].n, "1");
	await page.goto(s.url + path + "/penerimaan");
	await page.locator(".syarat", { hasText: "Kartu Keluarga" }).locator("input[type=checkbox]").check();
	await accept();
	await number(who);
});

test("9: the power fails in the middle of a form; it is taken up where it stood", async () => {
	const who = somebody("TERPUTUS CONTOH LISTRIK", aged(20));
	await front(who);
	let kept = [];
	for (let i = 0; i < 60 && !/LISTRIK/.test(kept[0]?.fields ?? ""); i++) {
		await new Promise((done) => setTimeout(done, 200));
		kept = await s.sql("SELECT fields FROM kept_form");
	}
	assert.match(kept[0].fields, /LISTRIK/);
	await clerk.context.close();		/* no goodbye */
	clerk = await person("loket");
	const { page } = clerk;
	await page.goto(s.url + "/permohonan/baru");
	await page.getByRole("link", { name: "Pakai isian itu" }).click();
	await page.waitForURL(/isian=pakai/);
	assert.equal(await page.getByLabel("Nama Lengkap").inputValue(), "TERPUTUS CONTOH LISTRIK");
	assert.equal(await page.getByLabel("NIK", { exact: true }).inputValue(), who.nik);
	for (const box of await page.locator(".syarat input[type=checkbox]").all())
		assert.ok(await box.isChecked());
	await shot(page, "isian-kembali");
	await accept();
	await number(who);
	assert.deepEqual(await s.sql("SELECT path FROM kept_form"), []);
});

test("10: the same NIK once more, and two clerks on one case", async () => {
	const who = somebody("RANGKAP CONTOH", aged(30));
	await front(who);
	const path = await accept();
	await front(who);
	await press(clerk.page, "Terima berkas");
	await clerk.page.getByText(/masih memiliki permohonan yang sedang diproses/).first().waitFor();
	await clerk.page.getByRole("link", { name: "Buka permohonan itu" }).click();
	await clerk.page.waitForURL(new RegExp(path + "$"));
	const colleague = await person("loket");
	await clerk.page.goto(s.url + path + "/verifikasi");
	await colleague.page.goto(s.url + path + "/verifikasi");
	await colleague.page.getByLabel("Alamat", { exact: true }).fill("DUSUN TETANGGA");
	await press(colleague.page, "Simpan");
	await colleague.page.waitForURL(/pesan=disimpan/);
	await clerk.page.getByLabel("Alamat", { exact: true }).fill("DUSUN SAYA");
	await press(clerk.page, "Simpan");
	await clerk.page.getByText("DUSUN SAYA").first().waitFor();	/* what I typed is shown beside what is stored */
	assert.equal((await row(path)).address, "DUSUN TETANGGA");
	await shot(clerk.page, "dua-petugas");
	await colleague.context.close();
});

test("the book holds them all, without a gap", async () => {
	const rows = await s.sql("SELECT agenda_no FROM casefile WHERE agenda_no IS NOT NULL ORDER BY agenda_no");
	assert.deepEqual(rows.map((r) => Number(r.agenda_no)), rows.map((_, i) => i + 1));
	assert.ok(rows.length >= 9, String(rows.length));
	assert.deepEqual(clerk.errors, []);
});

/* What the browser tests share: a private instance, people with a browser each,
 * and the six steps as a person does them.  Screenshots go to $B/ui/. */
import fs from "node:fs";
import path from "node:path";
import { base32, stepNow, totp } from "../it/office.mjs";
import { build, need, startStack, until } from "../it/stack.mjs";

const { chromium } = need("playwright-core");
export const shots = path.join(build, "ui");
export { need };
const password = "watulimo-demo-2026";
let browser, stack, nik = 9900;

export async function open(options) {
	fs.mkdirSync(shots, { recursive: true });
	stack = await startStack(options);
	browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] });
	return stack;
}

export async function close() {
	await browser?.close();
	await stack?.stop();
}

/* A person at a desk of his own: { page, context, errors } */
export async function person(username, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "id-ID", ...options });
	const page = await context.newPage();
	const errors = [];
	page.on("console", (m) => { if (m.type() === "error" && !/status of (4|5)\d\d/.test(m.text())) errors.push(m.text()); });
	page.on("pageerror", (e) => errors.push(String(e)));
	page.setDefaultTimeout(15000);
	if (username) {
		await page.goto(stack.url + "/masuk");
		await page.getByLabel("Nama pengguna").fill(username);
		await page.getByLabel("Kata sandi").fill(password);
		await page.getByRole("button", { name: "Masuk" }).click();
		await page.waitForURL("**/beranda");
	}
	return { page, context, errors };
}

export async function shot(page, name) {
	await page.screenshot({ path: path.join(shots, name + ".png") });
}

/* Somebody who does not exist and has no case yet: woman, born 15 September 2009. */
export function applicant(name = "SITI CONTOH RAHAYU") {
	nik += 1;
	return { name, nik: "350308550909" + nik, kk: "350308200115" + nik, born: "15092009" };
}

/* Step 1, typed with the keyboard in the order of the form. */
export async function intake(page, who) {
	await page.goto(stack.url + "/permohonan/baru");
	await page.getByLabel("NIK", { exact: true }).fill(who.nik.replace(/^(.{6})(.{6})/, "$1 $2 "));
	await page.getByLabel("Nama Lengkap").fill(who.name);
	await page.getByLabel("Tanggal Lahir").fill(who.born);
	await page.getByLabel("Desa", { exact: true }).selectOption({ label: "Prigi" });
	await page.getByLabel("Tidak", { exact: true }).check();
	await page.getByLabel(/^Nomor .*pengantar/i).fill("400.12.2.1/45/406.08.11/2026");
	await page.getByLabel(/^Tanggal .*pengantar/i).fill("20-11-2026");
	for (const box of await page.locator(".syarat input[type=checkbox]").all())
		await box.check();
}

export async function press(page, name) {
	await page.getByRole("button", { name, exact: false }).first().click();
}

/* Step 2: what stands on the family card. */
export async function card(page, who) {
	await page.getByLabel("Nomor KK", { exact: true }).fill(who.kk);
	await page.getByLabel("Alamat", { exact: true }).fill("DUSUN KRAJAN");
	await page.getByLabel("RT", { exact: true }).fill("012");
	await page.getByLabel("RW", { exact: true }).fill("003");
	await page.getByLabel("Jenis Kelamin", { exact: true }).selectOption({ label: "Perempuan" });
	await page.getByLabel("Tempat Lahir", { exact: true }).fill("TRENGGALEK");
	await page.getByLabel("Agama", { exact: true }).selectOption({ label: "Islam" });
	await page.getByLabel("Jenis Pekerjaan", { exact: true }).fill("PELAJAR/MAHASISWA");
	await page.getByLabel("Golongan Darah", { exact: true }).selectOption({ label: "O" });
	await page.getByLabel("Status Perkawinan", { exact: true }).selectOption({ label: "Belum Kawin" });
}

/* Step 5: ten fingers and both verifications, always by the offered button. */
export async function fingers(page, during) {
	for (let i = 0; i < 40; i++) {
		const button = page.locator("#pindai");
		await until("the capture has ended", async () => await page.locator("#rekam[hx-get]").count() === 0, 40000);
		if (await button.count() === 0)
			return;
		await button.click();
		await page.waitForLoadState();
		if (during)
			await during(i);
	}
	throw new Error("forty touches were not enough:\n" + await page.locator("#rekam").innerText());
}

/* The second factor, from the page that the link leads to; gives a function for further codes. */
export async function enrolTotp(page, during) {
	if (page.url().includes("/masuk-ulang")) {
		await page.getByLabel("Kata sandi").first().fill(password);
		await page.locator("main").getByRole("button").first().click();
		await page.waitForURL("**/akun/kode-otp");
	}
	await press(page, "Aktifkan kode OTP");
	const secret = base32(await page.locator(".otp-rahasia code").innerText());
	await during?.("kunci");
	let last = stepNow() - 2;
	const code = async () => {
		last = Math.max(last + 1, stepNow() - 1);
		await until("the next code", () => stepNow() + 1 >= last, 70000);
		return totp(secret, last);
	};
	await page.getByLabel("Kode OTP", { exact: true }).fill(await code());
	await press(page, "Selesaikan aktivasi");
	await page.waitForSelector(".kode-pemulihan");
	await during?.("pemulihan");
	return code;
}

/* The address of the open case, /permohonan/N. */
export function caseOf(page) {
	return new URL(page.url()).pathname.split("/").slice(0, 3).join("/");
}

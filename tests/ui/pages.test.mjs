/* Every page template, rendered with made-up data (preview.c): it renders, has a
 * title and a heading, no id twice, no text wider than a 320 px screen, and axe-core
 * finds nothing serious in it, light and dark.
 * PAGES=factor looks at those alone.  SHOTS=all also writes screenshots of everything into $B/ui/shot/. */
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { createRequire } from "node:module";

const B = resolve(process.env.B || "build");
const npm = resolve("build/npm/node_modules");
const require = createRequire(npm + "/");
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");
const out = join(B, "ui");
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
let server, browser, origin, names = [], seen = 0;
const probed = new Set();
const wrong = { built: [], wide: [], light: [], dark: [] };

function build() {
	const san = process.env.SAN ? ["-fsanitize=address,undefined"] : [];
	rmSync(join(out, "page"), { recursive: true, force: true });
	mkdirSync(join(out, "page"), { recursive: true });
	execFileSync("make", ["--no-print-directory", "-s", "B=" + B, join(B, "lib/tpl.a"), join(B, "lib/base.a"), "assets"], { stdio: ["ignore", "ignore", "inherit"] });
	execFileSync("gcc", ["-std=c17", "-g", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", ...san, "-Ifcgi", "-I" + join(B, "gen"),
	    "tests/ui/preview.c", join(B, "lib/tpl.a"), join(B, "lib/base.a"), "-lsodium", "-lm", "-o", join(out, "preview")], { stdio: "inherit" });
	execFileSync(join(out, "preview"), [join(out, "page")]);
	names = readdirSync(join(out, "page")).map((n) => n.replace(/\.html$/, "")).sort()
	    .filter((n) => new RegExp(process.env.PAGES || "").test(n));
}

function serve() {
	const dir = join(B, "static", readdirSync(join(B, "static"))[0]);
	server = createServer((req, res) => {
		const path = new URL(req.url, "http://x").pathname.replace("/pasang/gaya/", "/static/x/");
		const file = path === "/axe.js" ? axe : path.startsWith("/static/x/") ? join(dir, path.slice(10)) : join(out, "page", path + ".html");
		try {
			let body = readFileSync(file);
			if (file.endsWith(".html"))	/* as nginx does with /pasang */
				body = String(body).replaceAll("https://alamat-kantor.invalid", "");
			res.writeHead(200, { "content-type": types[file.split(".").pop()] || "text/plain", "content-security-policy": csp, "cache-control": "max-age=600" });
			res.end(body);
		} catch {
			res.writeHead(404).end();
		}
	});
	return new Promise((done) => server.listen(0, "127.0.0.1", () => done("http://127.0.0.1:" + server.address().port)));
}

before(async () => {
	build();
	origin = await serve();
	browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
	await browser?.close();
	server?.close();
});

/* Every page, three at a time, each loaded once; check(page, name) looks at it. */
async function each(options, check) {
	const left = [...names];
	const work = async () => {
		const context = await browser.newContext(options);
		const page = await context.newPage();
		/* axe tries styles of its own, which the policy refuses */
		page.on("console", (m) => { if (m.type() === "error" && !/404/.test(m.text()) && !probed.has(page.url())) wrong.built.push(page.url() + " " + m.text()); });
		page.on("pageerror", (e) => wrong.built.push(page.url() + " " + e));
		for (let name = left.shift(); name; name = left.shift()) {
			await page.goto(origin + "/" + name, { waitUntil: "load" });
			await check(page, name);
		}
		await context.close();
	};
	await Promise.all([work(), work(), work()]);
}

function structure(name) {
	const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
	const twice = ids.filter((id, i) => ids.indexOf(id) !== i && !name.startsWith("gallery"));
	if (!/ – rekam$/.test(document.title)) return "title " + document.title;
	if (document.querySelectorAll("h1").length !== 1) return "headings: " + document.querySelectorAll("h1").length;
	if (twice.length) return "ids twice: " + twice.join(" ");
	if (name.endsWith(".galat") && !document.title.startsWith("Galat: ")) return "title does not begin with Galat:";
	if (getComputedStyle(document.body).display !== (/^(display|applicant)\./.test(name) ? "grid" : "flex")) return "the style sheet is not used";
	return "";
}

function tooWide() {
	const w = document.documentElement.clientWidth;
	const wide = [...document.querySelectorAll("main *, header *, footer *")].filter((e) => {
		if (e.getBoundingClientRect().right <= w + 1) return false;
		for (let p = e; p && p !== document.body; p = p.parentElement) {
			const o = getComputedStyle(p).overflowX;
			if (p !== e && (o === "auto" || o === "hidden" || o === "scroll")) return false;
			if (p.tagName === "svg" || p.matches(".sr, .tabel thead")) return false;
		}
		return true;
	}).map((e) => e.tagName + "." + e.className + " " + e.textContent.slice(0, 20));
	if (document.documentElement.scrollWidth > w)
		return "at " + w + " px the page is " + document.documentElement.scrollWidth + " px: " + wide.slice(0, 4).join(" ");
	return wide.length ? "at " + w + " px: " + wide.slice(0, 4).join(" ") : "";
}

/* What differs in the dark is the contrast.  It takes most of the time and hangs on the classes, not on the text: two of
 * the four sets of data are looked at for it (contrast), and the gallery has every component. */
async function serious(page, { gallery, dark, contrast }) {
	const found = await page.evaluate(([gallery, dark, contrast]) => axe.run(document, dark ? { runOnly: { type: "rule", values: ["color-contrast"] }, resultTypes: ["violations"] } : {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		resultTypes: ["violations"],	/* what passes is not described, which takes half as long */
		rules: { "color-contrast": { enabled: contrast },
			...gallery ? { "duplicate-id-aria": { enabled: false }, "landmark-unique": { enabled: false } } : {} },
	}), [gallery, dark, contrast]);
	return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")
		.map((v) => v.id + " " + v.nodes.slice(0, 3).map((n) => n.target + " " + (n.any[0]?.message || "")).join(" | ")).join("; ");
}

async function lookAt(page, name) {
	const note = (list, said) => { if (said) list.push(name + ": " + said); };
	note(wrong.built, await page.evaluate(structure, name));
	let said = "";
	for (const width of [320, 375, 1920, 1366]) {
		await page.setViewportSize({ width, height: 812 });
		said = said || await page.evaluate(tooWide);
	}
	note(wrong.wide, said);
	/* the bar of actions covers what is scrolled under it, and only that */
	await page.evaluate(() => document.querySelectorAll(".aksi").forEach((e) => e.style.setProperty("position", "static", "important")));
	probed.add(page.url());
	await page.addScriptTag({ url: "/axe.js" });
	const gallery = name.startsWith("gallery"), contrast = /biasa|galat/.test(name);
	note(wrong.light, await serious(page, { gallery, dark: false, contrast }));
	if (!contrast)
		return;
	await page.emulateMedia({ colorScheme: "dark" });
	note(wrong.dark, await serious(page, { gallery, dark: true, contrast }));
	await page.emulateMedia({ colorScheme: "light" });
}

const nothing = (list) => assert.equal(list.length, 0, list.length + " pages\n" + list.slice(0, 8).join("\n"));

test("every page template renders in four sets of data", async () => {
	assert.ok(process.env.PAGES || names.length >= 80, names.length + " pages");
	await each({ viewport: { width: 320, height: 812 }, colorScheme: "light", reducedMotion: "reduce" },
		async (page, name) => { await lookAt(page, name); seen++; });
	assert.equal(seen, names.length);
});
test("every page has a title, one main heading, no id twice and keeps to its policy of content", () => nothing(wrong.built));
test("nothing is wider than a screen of 320, 375, 1366 and 1920 px", () => nothing(wrong.wide));
test("axe-core finds nothing serious in the light", () => nothing(wrong.light));
test("axe-core finds no weak contrast in the dark", () => nothing(wrong.dark));

if (process.env.SHOTS) test("screenshots for the eye", async () => {
	const shot = join(out, "shot");
	mkdirSync(shot, { recursive: true });
	const looks = { desk: [1366, 768, "light"], wide: [1920, 1080, "light"], hand: [375, 812, "light"], dark: [1366, 768, "dark"] };
	for (const [look, [width, height, colorScheme]] of Object.entries(looks))
		await each({ viewport: { width, height }, colorScheme }, async (page, name) => {
			if (process.env.SHOTS !== "all" && !new RegExp(process.env.SHOTS).test(name + "." + look)) return;
			await page.screenshot({ path: join(shot, name + "." + look + ".png"), fullPage: look !== "desk" || /help|gallery/.test(name) });
			if (look === "desk") {
				await page.emulateMedia({ media: "print" });
				await page.screenshot({ path: join(shot, name + ".print.png"), fullPage: true });
				await page.emulateMedia({ media: "screen" });
			}
		});
});

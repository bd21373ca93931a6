/* Nothing that was typed becomes part of a page: every text field takes markup, script, attribute
 * and template payloads, every page that shows them is parsed by Chromium, and holds no element,
 * no attribute handler and no dialog more than the same page with plain words; the paper shows
 * them as text or refuses them. */
import test from "node:test";
import assert from "node:assert/strict";
import { close, open, person } from "./browser.mjs";
import { openSite } from "../it/crawl.mjs";
import { asvs } from "../it/asvs.mjs";
import { pdfText } from "../it/stack.mjs";
import fs from "node:fs";
import path from "node:path";

const payloads = [
	"<b id=masuk>x", "<script>alert(1)</script>", "</textarea><i id=masuk>", "</title><i id=masuk>", "</option></select><i id=masuk>",
	"\"><img id=masuk src=x onerror=alert(1)>", "' onmouseover='alert(1)' id='masuk", "\" autofocus onfocus=\"alert(1)\" id=\"masuk", "x\" id=masuk y=\"",
	"<svg/onload=alert(1)>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;b&gt;", "&#60;b id=masuk&#62;", "&amp;lt;", "javascript:alert(1)", "{{ v->name }}", "{% if 1 %}", "${7*7}", "<%= 7*7 %>",
	"<style>*{display:none}</style>", "<iframe id=masuk>", "<base href=//x>", "<form id=masuk>", "<meta http-equiv=refresh content=0>", "<a href=javascript:alert(1)>x</a>",
	"`onx=alert(1)`", "\\\"><i id=masuk>", "\\u003ci id=masuk\\u003e", "<i/id=masuk>", "<I ID=MASUK>", "< i id=masuk>", "<i\tid=masuk>", "%3Ci%20id=masuk%3E", "+ADw-i id=masuk+AD4-", "<math><mi//xlink:href=x>", "data:text/html,<i>", "'-alert(1)-'" ];
/* What no text may hold at all. */
const refused = ["a\u202Eb", "a\u2066b", "a\u200Bb", "a\u0000b", "a\u001Bb", "a\uFEFFb"];
const overlong = ["%C0%BCi%20id=masuk%C0%BE", "%E0%80%BCb", "%F0%80%80%BC", "%ED%A0%80", "%FF"];

test("what was typed stays text", async (t) => {
	const s = await open();
	t.after(close);
	const site = await openSite(s);
	t.after(() => site.close());
	const clerk = await person("loket");
	let dialogs = 0;
	/* Chromium's own parser on the answer, or (opened) the page with its scripts running. */
	const look = (page, where, opened = false) => (opened ? page.goto(s.url + where, { waitUntil: "domcontentloaded" }) : Promise.resolve()).then(() => page.evaluate(async ([path_, open_]) => {
		const answer = open_ ? null : await fetch(path_);
		const doc = open_ ? document : new DOMParser().parseFromString(await answer.text(), "text/html");
		const all = [...doc.querySelectorAll("*")];
		return {
			tags: Object.entries(all.reduce((n, e) => ({ ...n, [e.tagName]: (n[e.tagName] ?? 0) + 1 }), {})).sort().join(" "),
			planted: doc.querySelectorAll("#masuk, #MASUK").length,
			handlers: all.flatMap((e) => [...e.attributes].filter((x) => /^on/i.test(x.name) || (/^(href|src|action|formaction)$/.test(x.name) && /^\s*(javascript|data):/i.test(x.value))).map((x) => e.tagName + x.name)),
			inline: doc.querySelectorAll("script:not([src]), style, iframe, base").length,
		};
	}, [where, opened]));
	clerk.page.on("dialog", (d) => { dialogs += 1; void d.dismiss(); });

	await asvs(t, "asvs_v1_2_1", "no payload in any field adds an element to any page that shows it", async () => {
		const columns = ["name", "birth_place", "address", "job", "guardian", "intro_number", "phone", "received_by", "religion", "blood", "marital"];
		const width = Object.fromEntries((await site.q("SELECT COLUMN_NAME AS c, CHARACTER_MAXIMUM_LENGTH AS n FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'casefile'")).map((r) => [r.c, Number(r.n)]));
		const sql = (text) => "0x" + Buffer.from(text, "utf8").toString("hex");
		const states = ["DRAF", "BERKAS_DITERIMA", "DATA_TIDAK_SESUAI", "TERVERIFIKASI", "TERAGENDA", "MENUNGGU_TTD", "TTD_DIKEMBALIKAN", "TEREKAM"];
		const pages = { DRAF: "penerimaan", BERKAS_DITERIMA: "verifikasi", DATA_TIDAK_SESUAI: "verifikasi", TERVERIFIKASI: "penomoran", TERAGENDA: "penandatanganan", MENUNGGU_TTD: "penandatanganan", TTD_DIKEMBALIKAN: "penandatanganan", TEREKAM: "penyerahan" };
		const ids = {};
		for (const status of states) {
			ids[status] = await site.putCase({ status });
			await site.q(`INSERT INTO case_event (case_id, version, from_status, to_status, step, actor_id, at, reason, request_id) VALUES (${ids[status]}, 1, '', '${status}', 1, 1, UTC_TIMESTAMP(6), 'alasan', REPEAT('0', 32))`);
		}
		const wheres = ["/antrean", "/beranda", "/register", "/cetak", ...states.flatMap((x) => [`/permohonan/${ids[x]}`, `/permohonan/${ids[x]}/riwayat`, `/permohonan/${ids[x]}/${pages[x]}`])];
		/* plain words of the same shape first: what the pages are made of */
		const fill = async (text) => {
			await site.q(`UPDATE casefile SET ${columns.map((c) => `${c} = LEFT(${sql(text)}, ${width[c]})`).join(", ")} WHERE id IN (${Object.values(ids)})`);
			await site.q(`UPDATE case_requirement SET note = LEFT(${sql(text)}, 120) WHERE case_id IN (${Object.values(ids)})`);
			await site.q(`UPDATE user SET name = LEFT(${sql(text)}, 100) WHERE username IN ('loket', 'dinas')`);
			await site.q(`UPDATE village SET name = LEFT(${sql(text)}, 60) WHERE office_id = 1 ORDER BY id LIMIT 1`);
			await site.q(`UPDATE printer SET label = LEFT(${sql(text)}, 80)`);
			await site.q(`UPDATE requirement SET label = LEFT(${sql(text)}, 120) ORDER BY id LIMIT 1`);
			await site.q(`UPDATE office SET name = LEFT(${sql(text)}, 100), address = LEFT(${sql(text)}, 200)`);
		};
		await fill("KATA BIASA");
		await site.q("UPDATE sop_step SET minutes = 600");	/* nothing becomes late meanwhile */
		const plain = {};
		for (const where of wheres)
			plain[where] = await look(clerk.page, where);
		const opened = await look(clerk.page, "/antrean", true);
		/* all payloads go through every column; each page sees them in turns, the pages that show most each one */
		let n = 0;
		for (const [i, text] of payloads.entries()) {
			await fill(text);
			for (const [k, where] of wheres.entries()) {
				if (k > 3 && (k + i) % 4 !== 0)
					continue;
				const seen = await look(clerk.page, where);
				n += 1;
				assert.deepEqual(seen, plain[where], `${where} with ${text}`);
			}
			assert.deepEqual(await look(clerk.page, "/antrean", true), opened, `/antrean, opened, with ${text}`);
		}
		await fill("KATA BIASA");
		assert.equal(dialogs, 0);
		console.log(`# ${payloads.length} payloads in ${columns.length + 6} columns, ${n} pages parsed`);
	});

	await asvs(t, "asvs_v1_2_1", "a form that comes back with errors shows what was typed as text", async () => {
		const c = await site.person("petugas");
		let n = 0;
		const shown = async (answer) => {
			await clerk.page.goto("about:blank");
			await clerk.page.setContent(answer.text.replace(/<(link|script)\b[^>]*>/g, ""), { waitUntil: "domcontentloaded" });
			n += 1;
			return clerk.page.evaluate(() => [...document.querySelectorAll("*")].map((e) => e.tagName + [...e.attributes].map((a) => a.name).sort().join(",")).join(" "));
		};
		const names = ["nik", "nama", "tgl_lahir", "desa", "pernah_rekam", "pengantar_nomor", "pengantar_tanggal", "wali", "no_hp", "alasan"];
		const send = async (text) => c.post("/permohonan/baru", { ...await site.hidden(c), ...Object.fromEntries(names.map((x) => [x, text])), nik: "x" + text, tindakan: "SIMPAN" });
		const search = async (text) => c.post("/permohonan", { ...await site.hidden(c), cari: text });
		const plain = [await shown(await send("KATA")), await shown(await search("KATA TIDAK ADA"))];
		for (const text of payloads) {
			assert.equal(await shown(await send(text)), plain[0], `intake with ${text}`);
			const found = await search("ZZ" + text);
			if (found.status === 200)
				assert.equal(await shown(found), plain[1], `search for ${text}`);
		}
		/* the login's address parameter and the 404's path */
		for (const text of payloads)
			for (const where of [`/masuk?lanjut=/${encodeURIComponent(text)}&pesan=${encodeURIComponent(text)}`, `/${encodeURIComponent(text)}`, `/antrean?langkah=${encodeURIComponent(text)}`]) {
				const seen = await clerk.page.goto(s.url + where, { waitUntil: "domcontentloaded" });
				assert.ok(seen.status() < 500);
				assert.equal(await clerk.page.locator("#masuk, #MASUK").count(), 0, where);
				n += 1;
			}
		for (const text of refused)
			assert.ok([400, 422].includes((await c.post("/permohonan/baru", { ...await site.hidden(c), nama: text, tindakan: "SIMPAN" })).status), JSON.stringify(text));
		for (const bytes of overlong)
			assert.equal((await c.request("POST", "/permohonan/baru", { body: `nama=${bytes}`, headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: s.url } })).status, 400, bytes);
		assert.equal(dialogs, 0);
		console.log(`# ${n} answers parsed`);
	});

	await asvs(t, "asvs_v1_2_1", "on paper they are letters, or the form refuses them", async () => {
		const c = await site.person("petugas"), work = fs.mkdtempSync(path.join(s.dir, "paper-"));
		let printed = 0;
		for (const text of payloads.filter((x) => x.length < 40).slice(0, 12)) {
			const id = await site.putCase({ status: "TERAGENDA" });
			await site.q(`UPDATE casefile SET name = 0x${Buffer.from(text.toUpperCase(), "utf8").toString("hex")} WHERE id = ${id}`);
			const a = await c.post(`/permohonan/${id}/penandatanganan`, { ...await site.hidden(c), versi: "1", tindakan: "SUBMIT", penanda_tangan: "1" });
			if (a.status === 422)
				continue;
			assert.equal(a.status, 303);
			const [doc] = await site.q(`SELECT id FROM document WHERE case_id = ${id}`);
			const file = path.join(work, doc.id + ".pdf");
			fs.writeFileSync(file, (await c.request("GET", `/permohonan/${id}/surat/${doc.id}`)).bytes);
			const flat = (x) => x.replace(/\s+/g, "");
			assert.ok(flat(pdfText(file)).includes(flat(text.toUpperCase())), `${text} on paper`);
			assert.doesNotMatch(fs.readFileSync(file, "latin1"), /\/(JavaScript|JS|Launch|OpenAction|AA|URI)\b/);
			printed += 1;
		}
		assert.ok(printed > 0);
	});
});

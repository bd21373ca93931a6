/* form.js - help while typing; the server checks everything again.
 * data-fokus: error summary gets the focus.  data-sekali: sent once.
 * data-unduh: the answer is a file and the page stays.  data-cetak: prints the page.
 * Leaving such a form with something typed asks first.  data-tanya: asks before an act that ends something.  data-salin: copy button.
 * data-simpan: what is typed is kept on the server, so that a power cut costs nobody his work.
 * data-detik: running seconds of a step.  data-pindai: field of a form that a scanner types into, wherever the focus is. */
(function () {
	"use strict";
	const summary = document.querySelector("[data-fokus]");
	if (summary)
		summary.focus();

	/* One click, one request: the second press of a sent form does nothing. */
	document.addEventListener("submit", function (ev) {
		const form = ev.target;
		if (ev.defaultPrevented || form.method !== "post" || "unduh" in form.dataset)
			return;
		if (form.dataset.terkirim) {
			ev.preventDefault();
			return;
		}
		form.dataset.terkirim = "1";
		if (ev.submitter)
			ev.submitter.setAttribute("aria-busy", "true");
	});
	/* Nothing typed is lost by a slip of the hand. */
	let typed = null;
	document.addEventListener("input", function (ev) {
		if (ev.target.form && "sekali" in ev.target.form.dataset)
			typed = ev.target.form;
	});
	let keeping = 0;
	function keep(form) {
		const body = new URLSearchParams(new FormData(form));
		body.set("alamat", location.pathname);
		fetch("/isian", { method: "POST", body: body, credentials: "same-origin" }).catch(function () { /* the next key tries again */ });
	}
	for (const kind of ["input", "change"])
		document.addEventListener(kind, function (ev) {
			const form = ev.target.form;
			if (!form || !("simpan" in form.dataset))
				return;
			clearTimeout(keeping);
			keeping = setTimeout(function () {
				if (!form.dataset.terkirim)
					keep(form);
			}, 2000);
		});
	document.addEventListener("submit", function () { clearTimeout(keeping); });
	function ready() {
		for (const f of document.querySelectorAll("form[data-terkirim]"))
			delete f.dataset.terkirim;
		for (const b of document.querySelectorAll("button[aria-busy]"))
			b.removeAttribute("aria-busy");
	}
	window.addEventListener("beforeunload", function (ev) {
		if (typed && typed.isConnected && !typed.dataset.terkirim) {	/* another form, the search too, would lose it */
			ev.preventDefault();
			setTimeout(ready, 200);		/* whoever stays may send again */
		}
	});
	window.addEventListener("pageshow", ready);	/* back button */

	for (const b of document.querySelectorAll("button[data-cetak]")) {
		b.hidden = false;
		b.addEventListener("click", function () { window.print(); });
	}

	/* Ask with a native dialog that repeats what will happen. */
	let dialog, pending;
	document.addEventListener("click", function (ev) {
		const b = ev.target.closest && ev.target.closest("button[data-tanya]");
		if (!b || b.dataset.ya || typeof HTMLDialogElement !== "function")
			return;
		ev.preventDefault();
		pending = b;
		if (!dialog) {
			dialog = document.createElement("dialog");
			dialog.innerHTML = '<form method="dialog"><p></p><p class="aksi-datar"><button value="ya" class="berat"></button><button value="" class="kedua" autofocus>Tidak jadi</button></p></form>';
			dialog.addEventListener("close", function () {
				const p = pending;
				pending = null;
				if (dialog.returnValue !== "ya" || !p)
					return;
				p.dataset.ya = "1";
				p.click();
				delete p.dataset.ya;
			});
			document.body.append(dialog);
		}
		dialog.querySelector("p").textContent = b.dataset.tanya;
		dialog.querySelector(".berat").textContent = b.firstChild.textContent.trim();
		dialog.returnValue = "";
		dialog.showModal();
	});

	/* NIK and other numbers: tell how many digits are there while typing. */
	function digits(el) {
		let n = el.value.replace(/\D/g, "").length;
		let out = el.nextElementSibling;
		if (!out || out.tagName !== "OUTPUT") {
			out = document.createElement("output");
			out.className = "petunjuk";
			out.setAttribute("aria-live", "off");
			el.after(out);
		}
		const need = el.name === "nik" || el.name === "no_kk" ? 16 : 0;
		out.textContent = need && n && n !== need ? n + " dari " + need + " angka" : "";
	}
	document.addEventListener("input", function (ev) {
		if (ev.target.matches("[data-angka]"))
			digits(ev.target);
	});
	/* 15092009 becomes 15-09-2009 when the field is left; the server takes both. */
	document.addEventListener("change", function (ev) {
		const el = ev.target;
		if (!el.matches("[data-tanggal]"))
			return;
		const m = /^\s*(\d{2})[\s./-]?(\d{2})[\s./-]?(\d{4})\s*$/.exec(el.value);
		if (m)
			el.value = m[1] + "-" + m[2] + "-" + m[3];
	});

	/* A receipt's code from a scanner, wherever the focus is: its case opens.  A scanner types faster than any
	 * hand and ends with Enter; what it typed into a field is taken out again. */
	const finder = document.getElementById("cari-atas");
	if (finder) {
		let heard = "", last = -Infinity, field = null, was = "";
		document.addEventListener("keydown", function (ev) {
			const now = ev.timeStamp, el = ev.target.closest("input, textarea");
			if (ev.key === "Enter" && /^RK[0-9A-F]{10}$/i.test(heard) && now - last < 200) {
				ev.preventDefault();
				ev.stopImmediatePropagation();
				if (field)
					field.value = was;
				finder.value = heard;
				finder.form.requestSubmit();
				return;
			}
			if (ev.key.length !== 1 || ev.ctrlKey || ev.altKey || ev.metaKey)
				return;
			if (now - last > 150) {
				heard = "";
				field = el;
				was = el ? el.value : "";
			}
			heard += ev.key;
			last = now;
		}, true);
	}

	/* A new code takes the place of the one that stands there. */
	const scan = document.querySelector("form[data-pindai]");
	const code = scan && scan.elements.namedItem(scan.dataset.pindai);
	if (code) {
		code.addEventListener("focus", function () { code.select(); });
		document.addEventListener("keydown", function (ev) {
			if (ev.key.length !== 1 || ev.ctrlKey || ev.altKey || ev.metaKey || ev.key === " " || ev.key === "/" ||
			    ev.target.closest("input, textarea, select"))
				return;
			code.focus();
		});
	}

	if (navigator.clipboard)
		for (const el of document.querySelectorAll("[data-salin]")) {
			const b = document.createElement("button");
			b.type = "button";
			b.className = "salin";
			b.textContent = "Salin";
			b.setAttribute("aria-label", "Salin " + el.dataset.salin);
			b.addEventListener("click", function () {
				navigator.clipboard.writeText(el.dataset.salin).then(function () { b.textContent = "Tersalin"; });
			});
			el.after(b);
		}

	const begun = performance.now();
	const clocks = document.querySelectorAll("[data-detik]:not([data-henti])");
	if (clocks.length)
		setInterval(function () {
			for (const c of clocks) {
				const s = Number(c.dataset.detik) + Math.floor((performance.now() - begun) / 1000);
				const h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
				c.textContent = h ? h + " jam " + m + " menit" :
				    m ? m + " menit " + String(s % 60).padStart(2, "0") + " detik" : s + " detik";
			}
		}, 1000);

	/* After a capture the next thing gets the focus, unless somebody is typing. */
	document.addEventListener("htmx:afterSwap", function () {
		const b = document.getElementById("pindai");
		if (b && document.activeElement === document.body)
			b.focus({ preventScroll: true });
	});
}());

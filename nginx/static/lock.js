/* lock.js - covers the page when nobody is there, and keeps what was typed.
 *
 * Signs of life are shared by all tabs (localStorage).  Without one for the office's minutes the
 * session is locked at the server and a dialog that cannot be left hides the page; the PIN or the
 * password opens all tabs again.  Whoever types for long tells the server that he lives.
 * Without a script the server does the same with a page of its own (page/hold.h). */
(function () {
	"use strict";
	const held = document.querySelector("form[data-teruskan]");
	if (held && /^\/(kunci|masuk)/.test(location.pathname))	/* behind the proof it goes on by itself */
		held.requestSubmit();

	const dialog = document.getElementById("kunci");
	if (!dialog || typeof dialog.showModal !== "function" || !Number(dialog.dataset.diam))
		return;
	const idle = Number(dialog.dataset.diam) * 1000, ALIVE = 240000;
	const form = dialog.querySelector("form"), secret = form.elements.rahasia;
	const wrong = document.getElementById("kunci-galat");
	const head = { "HX-Request": "true" };
	const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel("rekam-kunci") : null;
	let told = Date.now(), typed = 0;

	function shared() {
		try { return Number(localStorage.getItem("gerak")) || 0; } catch (e) { return 0; }
	}
	function move() {
		const now = Date.now();
		if (dialog.open || now - typed < 2000)
			return;
		typed = now;
		try { localStorage.setItem("gerak", String(now)); } catch (e) { /* private mode */ }
		if (now - told > ALIVE) {
			told = now;
			fetch("/kunci/hidup", { headers: head }).catch(function () {});
		}
	}
	function cover() {
		if (dialog.open)
			return;
		for (const d of document.querySelectorAll("dialog[open]"))
			d.close();
		dialog.showModal();
		secret.value = "";
		secret.focus();
	}
	function lock() {
		cover();
		if (tabs)
			tabs.postMessage("tutup");
		const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
		fetch("/kunci/tutup", { method: "POST", body: body, headers: head }).catch(function () {});
	}
	function open() {
		secret.value = "";
		wrong.hidden = true;
		typed = 0;
		told = Date.now();
		dialog.close();
		move();
	}
	function say(text) {
		wrong.textContent = text;
		wrong.hidden = false;
		secret.value = "";
		secret.focus();
	}

	dialog.addEventListener("cancel", function (ev) { ev.preventDefault(); });
	form.addEventListener("submit", function (ev) {
		ev.preventDefault();
		fetch("/kunci", { method: "POST", body: new URLSearchParams(new FormData(form)), headers: head })
			.then(function (r) {
				if (r.status === 204) {
					open();
					if (tabs)
						tabs.postMessage("buka");
					return null;
				}
				if (r.status === 403 || r.redirected)
					return "Sesi telah berakhir. Salin isian yang perlu setelah masuk kembali di tab lain.";
				return r.text();
			})
			.then(function (text) { if (text) say(text.length < 300 ? text : "Kunci tidak dapat dibuka sekarang. Coba lagi."); })
			.catch(function () { say("Server tidak menjawab. Isian Anda tetap ada; coba lagi sebentar."); });
	});
	if (tabs)
		tabs.onmessage = function (ev) {
			if (ev.data === "tutup")
				cover();
			else if (dialog.open)
				open();
		};
	const button = document.querySelector("form[data-kunci-layar]");
	if (button)
		button.addEventListener("submit", function (ev) {
			ev.preventDefault();
			lock();
		});
	document.addEventListener("terkunci", cover);	/* a fragment was refused */
	for (const what of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"])
		document.addEventListener(what, move, { passive: true, capture: true });
	move();
	setInterval(function () {
		if (!dialog.open && Date.now() - Math.max(typed, shared()) > idle)
			lock();
	}, 1000);
}());

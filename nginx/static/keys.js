/* keys.js - the counter's hands: an element with data-kunci is pressed (or, for a
 * field, entered) by that key.  Works without it too; switchable off in the foot. */
(function () {
	"use strict";
	const root = document.documentElement;
	root.classList.add("js");
	let on = true;
	try { on = localStorage.getItem("pintas") !== "mati"; } catch (e) { /* private mode */ }
	root.classList.toggle("tanpa-pintas", !on);

	function typing(el) {
		return el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) &&
		    !/^(checkbox|radio|submit|button)$/.test(el.type);
	}
	function visible(el) {
		return el.getClientRects().length > 0 && !el.disabled;
	}
	function target(key) {
		for (const el of document.querySelectorAll('[data-kunci="' + key + '"]'))
			if (visible(el))
				return el;
		return null;
	}
	document.addEventListener("keydown", function (ev) {
		if (!on || ev.ctrlKey || ev.altKey || ev.metaKey || ev.defaultPrevented)
			return;
		let key = ev.key;
		if (key === "/" && !typing(ev.target))
			key = "F3";
		if (!/^(F[2-9]|Escape)$/.test(key) || document.querySelector("dialog[open]"))
			return;
		if (key === "Escape" && typing(ev.target)) {
			ev.target.blur();	/* first Esc leaves the field, the second the page */
			ev.preventDefault();
			return;
		}
		const el = target(key);
		if (!el)
			return;
		ev.preventDefault();
		if (el.tagName === "INPUT") {
			el.focus();
			el.select();
		} else
			el.click();
	});

	const sw = document.querySelector("[data-kunci-sakelar]");
	if (sw) {
		const show = function () {
			sw.textContent = "Tombol pintas: " + (on ? "aktif" : "mati");
			sw.setAttribute("aria-pressed", String(on));
			root.classList.toggle("tanpa-pintas", !on);
		};
		sw.hidden = false;
		show();
		sw.addEventListener("click", function () {
			on = !on;
			try { localStorage.setItem("pintas", on ? "hidup" : "mati"); } catch (e) { /* private mode */ }
			show();
		});
	}
}());

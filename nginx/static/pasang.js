// /pasang: says in words what the test picture shows.  Without it the picture and its text speak.
"use strict";
(() => {
	const picture = document.getElementById("uji");
	const result = document.getElementById("hasil");
	if (!picture || !result)
		return;
	document.documentElement.classList.add("js");
	const say = (good) => {
		result.textContent = good ? "Berhasil: peramban ini memercayai sertifikat kantor. Keberhasilan ini sudah tercatat." :
			"Belum: peramban ini belum memercayai sertifikat kantor. Ulangi langkah 3, tutup semua jendela peramban, lalu uji lagi.";
		result.className = "spanduk " + (good ? "kabar" : "tunggu");
		result.hidden = false;
	};
	if (picture.complete)
		say(picture.naturalWidth > 0);
	picture.addEventListener("load", () => say(true));
	picture.addEventListener("error", () => say(false));
})();

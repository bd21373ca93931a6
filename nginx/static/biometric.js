/* biometric.js - photo and signature.  Both fill the file field of the form, so that the server sees one way only;
 * without a script a file is chosen.  data-kamera: camera with a guide ("utuh": the whole picture, not the card's part); data-papan: pad (signature_pad). */
(function () {
	"use strict";
	const file = document.getElementById("gambar");
	if (!file || typeof DataTransfer === "undefined")
		return;

	function choose(how) {
		for (const r of document.querySelectorAll('input[name="cara"]'))
			r.checked = r.value === how;
	}
	function fill(blob, name, how) {
		const list = new DataTransfer();
		list.items.add(new File([blob], name, { type: blob.type }));
		file.files = list.files;
		choose(how);
	}
	file.addEventListener("change", function () { choose("BERKAS"); });

	/* ---- camera ---- */
	const box = document.querySelector("[data-kamera]");
	if (box && navigator.mediaDevices) {
		const video = box.querySelector("video"), canvas = box.querySelector("canvas");
		const take = box.querySelector("[data-kamera-ambil]"), again = box.querySelector("[data-kamera-ulang]");
		box.hidden = false;
		navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 960 } }, audio: false }).then(function (stream) {
			video.srcObject = stream;
			window.addEventListener("pagehide", function () { for (const t of stream.getTracks()) t.stop(); });
		}).catch(function () {
			box.querySelector("[data-kamera-gagal]").hidden = false;
			take.disabled = true;
			choose("BERKAS");
		});
		function shown(taken) {
			canvas.hidden = !taken;
			video.hidden = taken;
			again.hidden = !taken;
			take.disabled = taken;
		}
		take.addEventListener("click", function () {
			if (!video.videoWidth)
				return;
			/* 3:4, as on the card, out of the middle; or all that the camera sees */
			const h = video.videoHeight, whole = box.dataset.kamera === "utuh";
			const w = whole ? video.videoWidth : Math.min(video.videoWidth, Math.round(h * 3 / 4));
			canvas.width = w;
			canvas.height = h;
			canvas.getContext("2d").drawImage(video, (video.videoWidth - w) / 2, 0, w, h, 0, 0, w, h);
			canvas.toBlob(function (blob) { fill(blob, "foto.jpg", "KAMERA"); shown(true); }, "image/jpeg", 0.95);
		});
		again.addEventListener("click", function () { file.value = ""; shown(false); });
	}

	/* ---- pad ---- */
	const pad = document.querySelector("[data-papan]");
	if (pad && typeof SignaturePad !== "undefined") {
		const canvas = pad.querySelector("canvas");
		pad.hidden = false;
		const scale = Math.max(window.devicePixelRatio || 1, 1), rect = canvas.getBoundingClientRect();
		canvas.width = rect.width * scale;
		canvas.height = rect.height * scale;
		canvas.getContext("2d").scale(scale, scale);
		const ink = new SignaturePad(canvas, { backgroundColor: "rgb(255,255,255)", penColor: "rgb(10,20,60)", minWidth: 1, maxWidth: 3 });
		ink.addEventListener("endStroke", function () {
			canvas.toBlob(function (blob) { fill(blob, "tanda-tangan.png", "PAPAN"); }, "image/png");
		});
		pad.querySelector("[data-papan-hapus]").addEventListener("click", function () { ink.clear(); file.value = ""; });
	}
})();

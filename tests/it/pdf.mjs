// A small valid PDF of one page that says the text (ASCII without brackets).
export function pdf(words) {
	const text = `BT /F1 24 Tf 72 720 Td (${words}) Tj ET`
	const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${text.length} >>\nstream\n${text}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>']
	let out = '%PDF-1.4\n'
	const at = objects.map((o, i) => { const k = out.length; out += `${i + 1} 0 obj\n${o}\nendobj\n`; return k })
	const start = out.length
	out += `xref\n0 6\n0000000000 65535 f \n${at.map(k => `${String(k).padStart(10, '0')} 00000 n \n`).join('')}`
	return Buffer.from(`${out}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
}

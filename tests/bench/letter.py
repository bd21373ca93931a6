"""The same letter by reportlab, as its manual says to make it: platypus, embedded Liberation Sans, logo, QR.
usage: letter.py N FILE LOGO; prints the medians of one in
microseconds, by the wall clock and of the processor."""
import io
import statistics
import sys
import time

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import HRFlowable, Image, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

n, out, logo = int(sys.argv[1]), sys.argv[2], open(sys.argv[3], 'rb').read()
fonts = '/usr/share/fonts/truetype/liberation/LiberationSans-'
pdfmetrics.registerFont(TTFont('LS', fonts + 'Regular.ttf'))
pdfmetrics.registerFont(TTFont('LSB', fonts + 'Bold.ttf'))
body = ParagraphStyle('body', fontName='LS', fontSize=11.5, leading=14, alignment=TA_JUSTIFY)
left = ParagraphStyle('left', parent=body, alignment=0)
mid = ParagraphStyle('mid', parent=body, alignment=TA_CENTER)
bold = ParagraphStyle('bold', parent=mid, fontName='LSB', fontSize=13)
small = ParagraphStyle('small', parent=left, fontSize=9, leading=12)
abc = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
code = ''.join(abc[i * 7 % 64] for i in range(199))


def facts(rows):
    t = Table([[a, ':', Paragraph(b, left)] for a, b in rows], colWidths=[45 * mm, 3 * mm, 105 * mm])
    t.setStyle(TableStyle([('FONT', (0, 0), (-1, -1), 'LS', 11.5, 14), ('VALIGN', (0, 0), (-1, -1), 'TOP'),
                           ('TOPPADDING', (0, 0), (-1, -1), 0), ('BOTTOMPADDING', (0, 0), (-1, -1), 0)]))
    return t


def letter():
    f = io.BytesIO()
    qr = QrCodeWidget(code, barLevel='M', barWidth=30 * mm, barHeight=30 * mm)
    drawing = Drawing(30 * mm, 30 * mm)
    drawing.add(qr)
    head = Table([[Image(io.BytesIO(logo), 18 * mm, 21 * mm), [Paragraph('PEMERINTAH KABUPATEN TRENGGALEK', mid), Paragraph('KECAMATAN WATULIMO', bold),
                  Paragraph('Jalan Raya Prigi Nomor 01, Watulimo, Trenggalek, Jawa Timur 66382<br/>Telepon (0355) 551488', mid)]]], colWidths=[25 * mm, 135 * mm])
    sign = Table([[drawing, [Paragraph('Watulimo, 23 November 2026<br/>CAMAT WATULIMO,', left), Spacer(1, 21 * mm),
                  Paragraph('Jati Mustika Dani, S.STP.<br/>Pembina Tingkat I (IV/b)<br/>NIP 19810629 200012 1 001', left)]]], colWidths=[82 * mm, 78 * mm])
    box = Table([[Paragraph('<b>CATATAN HASIL PEREKAMAN</b> (diisi petugas setelah perekaman)', small)], [Paragraph('Tanggal/pukul : ........................ Petugas : ........................', small)],
                 [Paragraph('Pasfoto Tanda tangan Sidik jari [ .... /10 ] Iris mata [ .... /2 ]', small)], [Paragraph('Pengecualian : ........................ Paraf/cap : ........................', small)]], colWidths=[160 * mm])
    box.setStyle(TableStyle([('BOX', (0, 0), (-1, -1), 1, 'black')]))
    story = [head, HRFlowable(width='100%', thickness=2.5, color='black'), Spacer(1, 3 * mm), Paragraph('REKOMENDASI', bold), Paragraph('NOMOR 400.12.2.1/123/406.08/2026', mid), Spacer(1, 3 * mm),
             Paragraph('Yang bertanda tangan di bawah ini:', body), facts([('nama', 'Jati Mustika Dani, S.STP.'), ('NIP', '19810629 200012 1 001'), ('pangkat/golongan', 'Pembina Tingkat I (IV/b)'), ('jabatan', 'Camat Watulimo')]),
             Paragraph('berdasarkan Surat Pengantar Kepala Desa Prigi Nomor 400.12.2.1/45/406.08.11/2026 tanggal 20 November 2026 dan Formulir Permohonan Perekaman KTP-el (K.P1) yang dicatat dalam Buku Register dengan nomor agenda 0123 tanggal 23 November 2026, memberikan rekomendasi kepada:', body),
             facts([('nama lengkap', '<b>SITI CONTOH RAHAYU</b>'), ('NIK', '3503085509099902'), ('nomor KK', '3503082001159903'), ('tempat, tanggal lahir', 'Trenggalek, 15 September 2009'), ('jenis kelamin', 'Perempuan'), ('golongan darah', 'O'), ('agama', 'Islam'),
                    ('status perkawinan', 'Belum Kawin'), ('pekerjaan', 'Pelajar/Mahasiswa'), ('kewarganegaraan', 'WNI'), ('alamat', 'RT 012 RW 003, Desa Prigi, Kecamatan Watulimo, Kabupaten Trenggalek')]),
             Paragraph('untuk melakukan perekaman biometrik Kartu Tanda Penduduk Elektronik (KTP-el) dan selanjutnya diproses penerbitan KTP-el oleh Dinas Kependudukan dan Pencatatan Sipil Kabupaten Trenggalek, dengan keterangan sebagai berikut:', body),
             Paragraph('1. berkas permohonan yang bersangkutan telah diterima lengkap serta data penduduknya telah diverifikasi dan divalidasi; dan', body),
             Paragraph('2. yang bersangkutan telah memenuhi ketentuan wajib memiliki KTP-el, yaitu telah berusia 17 (tujuh belas) tahun.', body),
             Paragraph('Demikian rekomendasi ini dibuat untuk dipergunakan sebagaimana mestinya.', body), Spacer(1, 4 * mm), sign, Spacer(1, 3 * mm), box]
    SimpleDocTemplate(f, pagesize=A4, leftMargin=30 * mm, rightMargin=20 * mm, topMargin=11 * mm, bottomMargin=15 * mm, invariant=1).build(story)
    return f.getvalue()


pdfmetrics.registerFontFamily('LS', normal='LS', bold='LSB', italic='LS', boldItalic='LSB')
took, cpu = [], []
for _ in range(n):
    begun, cpu_begun = time.perf_counter(), time.process_time()
    pdf = letter()
    took.append(time.perf_counter() - begun)
    cpu.append(time.process_time() - cpu_begun)
with open(out, 'wb') as f:
    f.write(pdf)
print(round(statistics.median(took) * 1e6), round(statistics.median(cpu) * 1e6))

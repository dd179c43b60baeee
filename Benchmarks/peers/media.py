"""Scrubbing beside ExifTool or mat2, format by format: who cleans what, what stays, at what cost of processor time.

usage: media.py PALIMPSEST FOLDER [--runs N] [--tools FOLDER] [--repeat N] [--formats jpeg,png,...] [--peer exiftool|mat2]

Takes every file of FOLDER whose bytes are of a known format. For each format: how many files a decoder decodes, how many of
these are cleaned, how many outputs decode to the same pixels or samples (ImageMagick `identify -format %#`, `ffmpeg -f framemd5`),
leak tags left (--tools names the folder of leak_tags.py), and user and total processor seconds of both tools, children included,
interleaved, the median of N runs. --repeat copies the list so that short ones can be timed. Wants exiftool, ImageMagick, ffmpeg.
Of PDF the text (pdftotext) and the pages (pdftoppm at 50 dots an inch) are compared, of documents the text of their XML.
"""
import argparse, collections, json, os, resource, shutil, statistics, re, subprocess, sys, tempfile, zipfile

HEADS = [
    ('jpeg', lambda b: b[:3] == b'\xff\xd8\xff'), ('png', lambda b: b[:8] == b'\x89PNG\r\n\x1a\n'),
    ('gif', lambda b: b[:6] in (b'GIF87a', b'GIF89a')), ('webp', lambda b: b[:4] == b'RIFF' and b[8:12] == b'WEBP'),
    ('heif', lambda b: b[4:8] == b'ftyp' and any(b[i:i + 4] in (b'heic', b'heix', b'heim', b'heis', b'hevc', b'mif1', b'mif2', b'msf1', b'avif', b'avis')
                                                for i in range(8, min(len(b), 40), 4))),
    ('movie', lambda b: b[4:8] in (b'ftyp', b'moov', b'mdat', b'wide', b'pnot') and b[8:12] not in (b'jxl ', b'jp2 ', b'jpx ', b'crx ')),
    ('tiff', lambda b: b[:4] in (b'II*\0', b'MM\0*', b'II+\0', b'MM\0+')), ('bmp', lambda b: b[:2] == b'BM' and b[6:10] == b'\0\0\0\0'),
    ('pdf', lambda b: b'%PDF-' in b[:64]), ('zip', lambda b: b[:4] == b'PK\3\4'),
    ('mp3', lambda b: b[:3] == b'ID3' or b[:2] in (b'\xff\xfb', b'\xff\xfa', b'\xff\xf3', b'\xff\xf2')), ('flac', lambda b: b[:4] == b'fLaC'),
    ('ogg', lambda b: b[:4] == b'OggS'), ('wav', lambda b: b[:4] in (b'RIFF', b'RF64') and b[8:12] == b'WAVE'),
    ('aiff', lambda b: b[:4] == b'FORM' and b[8:12] in (b'AIFF', b'AIFC')), ('matroska', lambda b: b[:4] == b'\x1aE\xdf\xa3'),
    ('avi', lambda b: b[:4] == b'RIFF' and b[8:12] == b'AVI '),
]
NAMES = {'jpeg': 'jpg', 'heif': 'heic', 'movie': 'mov', 'matroska': 'mkv'}
SOUND = ('mp3', 'flac', 'ogg', 'wav', 'aiff')


def kind(path):
    with open(path, 'rb') as file:
        head = file.read(64)
    return next((name for name, holds in HEADS if holds(head)), None)


def document_text(path):
    """The text of each XML member that holds content, nil where it is no archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.testzip(): return None
            kept = [name for name in archive.namelist() if re.search(
                r'(word/(document|footnotes|endnotes)|xl/(sharedStrings|worksheets/[^/]+)|ppt/slides/[^/]+|content)\.xml$|\.x?html$', name)]
            return [(name, re.sub(rb'<[^>]*>', b'', archive.read(name))) for name in sorted(kept)]
    except Exception: return None


def decoded(path, form):
    """What a decoder makes of the file, nil where it makes nothing."""
    if form == 'zip': return document_text(path)
    if form == 'pdf':
        text = subprocess.run(['pdftotext', path, '-'], capture_output=True)
        pages = subprocess.run(['pdftoppm', '-r', '50', path], capture_output=True)
        return None if text.returncode or pages.returncode else (text.stdout, pages.stdout)
    if form in SOUND:
        run = subprocess.run(['ffmpeg', '-v', 'quiet', '-i', path, '-map', '0:a', '-f', 'md5', '-'], capture_output=True)
        return run.stdout or None
    if form in ('movie', 'heif', 'matroska', 'avi'):
        streams = [] if form == 'heif' else ['-map', '0:V?', '-map', '0:a?']
        if form == 'heif':
            with tempfile.TemporaryDirectory() as folder:
                run = subprocess.run(['heif-convert', '-q', '100', path, folder + '/x.png'], capture_output=True)
                files = sorted(os.listdir(folder))
                if run.returncode or not files: return None
                return [decoded(f'{folder}/{name}', 'png') for name in files]
        run = subprocess.run(['ffmpeg', '-v', 'quiet', '-i', path, *streams, '-f', 'framemd5', '-'], capture_output=True)
        lines = [line for line in run.stdout.decode().splitlines() if not line.startswith('#')]
        return lines or None
    try:
        run = subprocess.run(['identify', '-quiet', '-format', '%#\n', path], capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return None
    return run.stdout.split() or None


def processor_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('palimpsest'); parser.add_argument('folder')
    parser.add_argument('--runs', type=int, default=5); parser.add_argument('--tools'); parser.add_argument('--formats')
    parser.add_argument('--repeat', type=int, default=1); parser.add_argument('--no-decode', action='store_true'); parser.add_argument('--peer', default='exiftool')
    given = parser.parse_args()
    lists = collections.defaultdict(list)
    for root, _, files in os.walk(given.folder):
        for name in sorted(files):
            form = kind(os.path.join(root, name))
            if form: lists[form].append(os.path.join(root, name))
    wanted = given.formats.split(',') if given.formats else [name for name, _ in HEADS]
    print('| format | files | MB | decodable | cleaned of these | decoded equal | leak tags left, files with a place | palimpsest: user, total s | peer: user, total s | ratio user, total |')
    print('|---|---|---|---|---|---|---|---|---|---|')
    for form in wanted:
        if not lists[form]: continue
        with tempfile.TemporaryDirectory() as work:
            source = work + '/in'; os.mkdir(source); size = 0
            for copy in range(given.repeat):
                for index, path in enumerate(sorted(lists[form])):
                    target = f'{source}/{copy:03}-{index:05}.{NAMES.get(form) or os.path.splitext(path)[1][1:] or form}'
                    shutil.copyfile(path, target); size += os.path.getsize(target)
            ours, theirs = [], []
            for run in range(given.runs):
                for times, command in ((ours, [given.palimpsest, 'scrub', source, '--out', work + '/ours', '--quiet']),
                                       (theirs, ['exiftool', '-q', '-q', '-m', '-all=', '-o', work + '/theirs/', source] if given.peer == 'exiftool'
                                        else ['sh', '-c', f'cp -r {source} {work}/theirs && mat2 --inplace {work}/theirs/*'])):
                    shutil.rmtree(work + ('/theirs' if times is theirs else '/ours'), ignore_errors=True)
                    times.append(processor_seconds(command))
            user = [statistics.median(t[0] for t in times) for times in (ours, theirs)]
            total = [statistics.median(sum(t) for t in times) for times in (ours, theirs)]
            names = sorted(os.listdir(source)); names = names[:len(names) // given.repeat]
            decodable = cleaned = equal = outputs = 0; different = []
            for name in [] if given.no_decode else names:
                before = decoded(f'{source}/{name}', form); output = f'{work}/ours/{name}'
                there = os.path.exists(output)
                decodable += before is not None; cleaned += there and before is not None
                if there and before is not None:
                    outputs += 1; same = decoded(output, form) == before; equal += same
                    if not same: different.append(sorted(lists[form])[names.index(name)])
                elif before is not None: different.append('refused: ' + sorted(lists[form])[names.index(name)])
            leaks = '-'
            if given.tools:
                run = subprocess.run([sys.executable, given.tools + '/leak_tags.py', work + '/ours', '--json'], capture_output=True)
                if run.stdout:
                    told = json.loads(run.stdout); leaks = f"{told['leak_tags']}, {told['gps_files']}"
            print(f'| {form} | {len(names) * given.repeat} | {size / 1e6:.1f} | {decodable} | {cleaned} | {equal} of {outputs} | {leaks} '
                  f'| {user[0]:.2f}, {total[0]:.2f} | {user[1]:.2f}, {total[1]:.2f} | {user[1] / max(user[0], 1e-3):.1f}, {total[0] / max(total[1], 1e-3):.2f} |', flush=True)
            for path in different: print(f'  {os.path.relpath(path.removeprefix("refused: "), given.folder)}: ' + ('refused' if path.startswith('refused') else 'decodes differently'), file=sys.stderr)


main()

"""Scrubbing beside ExifTool, format by format: who cleans what, what stays, at what cost of processor time.

usage: media.py PALIMPSEST FOLDER [--runs N] [--tools FOLDER] [--repeat N] [--formats jpeg,png,...]

Takes every file of FOLDER whose bytes are of a format of issue 4. For each format: how many files a decoder decodes, how many of
these are cleaned, how many outputs decode to the same pixels or samples (ImageMagick `identify -format %#`, `ffmpeg -f framemd5`),
leak tags left (--tools names the folder of leak_tags.py), and user and total processor seconds of both tools, children included,
interleaved, the median of N runs. --repeat copies the list so that short ones can be timed. Wants exiftool, ImageMagick, ffmpeg.
"""
import argparse, collections, json, os, resource, shutil, statistics, subprocess, sys, tempfile

HEADS = [
    ('jpeg', lambda b: b[:3] == b'\xff\xd8\xff'), ('png', lambda b: b[:8] == b'\x89PNG\r\n\x1a\n'),
    ('gif', lambda b: b[:6] in (b'GIF87a', b'GIF89a')), ('webp', lambda b: b[:4] == b'RIFF' and b[8:12] == b'WEBP'),
    ('heif', lambda b: b[4:8] == b'ftyp' and any(b[i:i + 4] in (b'heic', b'heix', b'heim', b'heis', b'hevc', b'mif1', b'mif2', b'msf1', b'avif', b'avis')
                                                for i in range(8, min(len(b), 40), 4))),
    ('movie', lambda b: b[4:8] in (b'ftyp', b'moov', b'mdat', b'wide', b'pnot') and b[8:12] not in (b'jxl ', b'jp2 ', b'jpx ', b'crx ')),
]
NAMES = {'jpeg': 'jpg', 'png': 'png', 'gif': 'gif', 'webp': 'webp', 'heif': 'heic', 'movie': 'mov'}


def kind(path):
    with open(path, 'rb') as file:
        head = file.read(64)
    return next((name for name, holds in HEADS if holds(head)), None)


def decoded(path, form):
    """What a decoder makes of the file, nil where it makes nothing."""
    if form in ('movie', 'heif'):
        streams = ['-map', '0:V?', '-map', '0:a?'] if form == 'movie' else []
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
    parser.add_argument('--repeat', type=int, default=1); parser.add_argument('--no-decode', action='store_true')
    given = parser.parse_args()
    lists = collections.defaultdict(list)
    for root, _, files in os.walk(given.folder):
        for name in sorted(files):
            form = kind(os.path.join(root, name))
            if form: lists[form].append(os.path.join(root, name))
    wanted = given.formats.split(',') if given.formats else [name for name, _ in HEADS]
    print('| format | files | MB | decodable | cleaned of these | decoded equal | leak tags left, files with a place | palimpsest: user, total s | ExifTool: user, total s | ratio user, total |')
    print('|---|---|---|---|---|---|---|---|---|---|')
    for form in wanted:
        if not lists[form]: continue
        with tempfile.TemporaryDirectory() as work:
            source = work + '/in'; os.mkdir(source); size = 0
            for copy in range(given.repeat):
                for index, path in enumerate(sorted(lists[form])):
                    target = f'{source}/{copy:03}-{index:05}.{NAMES[form]}'
                    shutil.copyfile(path, target); size += os.path.getsize(target)
            ours, theirs = [], []
            for run in range(given.runs):
                for times, command in ((ours, [given.palimpsest, 'scrub', source, '--out', work + '/ours', '--quiet']),
                                       (theirs, ['exiftool', '-q', '-q', '-m', '-all=', '-o', work + '/theirs/', source])):
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
                    if not same: different.append(lists[form][names.index(name)])
                elif before is not None: different.append('refused: ' + lists[form][names.index(name)])
            leaks = '-'
            if given.tools:
                run = subprocess.run([sys.executable, given.tools + '/leak_tags.py', work + '/ours', '--json'], capture_output=True)
                if run.stdout:
                    told = json.loads(run.stdout); leaks = f"{told['leak_tags']}, {told['gps_files']}"
            print(f'| {form} | {len(names) * given.repeat} | {size / 1e6:.1f} | {decodable} | {cleaned} | {equal} of {outputs} | {leaks} '
                  f'| {user[0]:.2f}, {total[0]:.2f} | {user[1]:.2f}, {total[1]:.2f} | {user[1] / max(user[0], 1e-3):.1f}, {total[0] / max(total[1], 1e-3):.2f} |', flush=True)
            for path in different: print(f'  {os.path.relpath(path.removeprefix("refused: "), given.folder)}: ' + ('refused' if path.startswith('refused') else 'decodes differently'), file=sys.stderr)


main()

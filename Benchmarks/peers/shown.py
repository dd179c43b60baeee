"""How many planted secrets stand in what `palimpsest inspect` prints: usage: shown.py PALIMPSEST CANARY_FOLDER"""
import json, os, subprocess, sys

palimpsest, folder = sys.argv[1:]
planted = json.load(open(folder + '/MANIFEST.json')); shown = total = 0
for name in sorted({secret['file'] for secret in planted}):
    if name.endswith('.wmv'): continue   # refused: no format that is read
    text = subprocess.run([palimpsest, 'inspect', os.path.join(folder, name)], capture_output=True).stdout.decode('utf8', 'replace')
    own = [secret for secret in planted if secret['file'] == name and secret['kind'] == 'text']
    missing = [secret['loc'] for secret in own if secret['token'] not in text]
    shown += len(own) - len(missing); total += len(own)
    print(f'{name}: {len(own) - len(missing)} of {len(own)} shown', *missing)
print(f'{shown} of {total} planted secrets are shown')

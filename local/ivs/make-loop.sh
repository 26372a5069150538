#!/usr/bin/env bash
# Makes the loop that the local channels show: 16 s in 8 segments of 2 s, in two renditions. Run it when the picture is to change, and commit
# what it makes; nothing else needs ffmpeg. Needs Debian's ffmpeg and fonts-noto-cjk.
#
#   local/ivs/make-loop.sh            writes local/ivs/loop/{hi,lo}-N.mpegts
#   local/ivs/make-loop.sh --stills   a frame of every two seconds too, into .local/loop, to look at
#
# Everything in it has a period of 16 s. It is encoded three times over and the middle kept, so that the encoders are in their stride where it
# begins and where it ends: 480 pictures and 750 AAC frames (1,024 samples at 48 kHz) exactly, without a seam.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

SECONDS_LONG=16
SERIF=/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc
SANS=/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc
# the colours of spa/src/design/tokens.css
HOUSE=0x0e1211 PAPER=0xebeee9 DIM=0x2b3230 QUIET=0x95a09c
PERSIMMON=0xad2f0b MOEGI=0x1b6541 YAMABUKI=0xf2ba3a LAMP=0xff7d50

# The curtain: folds that lie over each other, the leftmost on top, each swaying a little later than the one before.
FOLDS=9
curtain() {
  local colours=("$PERSIMMON" "$MOEGI" "$YAMABUKI") under=house fold
  for ((fold = FOLDS; fold > 0; fold--)); do
    local edge="(${fold}*42+(4+${fold}*2.4)*sin(2*PI*t/${SECONDS_LONG}-${fold}*0.35)+${fold}*0.5*sin(2*PI*t/4-${fold}*0.9))"
    echo "color=c=${colours[fold % 3]}:s=420x720:r=30:d=${SECONDS_LONG},drawbox=x=iw-10:w=10:h=ih:c=black@0.28:t=fill,drawbox=x=iw-26:w=16:h=ih:c=black@0.12:t=fill[fold$fold];"
    echo "[$under][fold$fold]overlay=x='${edge}-420':y=0:eval=frame[over$fold];"
    under=over$fold
  done
  echo "[$under]null[stage];"
}

text() { # FONT SIZE COLOUR X Y TEXT
  echo "drawtext=fontfile=$1:fontsize=$2:fontcolor=$3:x=$4:y=$5:text='$6'"
}

# Sixteen lamps, one a second.
lamps() {
  local second
  for ((second = 0; second < SECONDS_LONG; second++)); do
    local box="drawbox=x=$((512 + second * 42)):y=612:w=30:h=10:t=fill"
    echo -n ",$box:c=$DIM,$box:c=$PAPER:enable='gte(t,$((second + 1)))',$box:c=$LAMP:enable='between(t,$second,$second.99)'"
  done
}

picture() {
  echo "color=c=$HOUSE:s=1280x720:r=30:d=${SECONDS_LONG}[house];"
  curtain
  echo "[stage]$(text "$SERIF" 236 "$PAPER" 500 118 舞台)"
  echo ",$(text "$SANS" 50 "$PAPER" 514 410 Butai)"
  echo ",$(text "$SANS" 30 "$QUIET" 514 488 '試験映像  Test picture')"
  echo ",$(text "$SANS" 128 "$PAPER" 968 424 '%{eif\:t\:d\:2}')"
  echo ",$(text "$SANS" 56 "$QUIET" 1124 485 '.%{eif\:mod(floor(t*10+0.001),10)\:d}')"
  lamps
  echo ",format=yuv420p"
}

# One soft note every two seconds, of the scale D E G A B, rung out before the loop comes round to it again.
sound() {
  local notes=(293.66 440.00 392.00 493.88 440.00 587.33 329.63 392.00) note sum=0
  for ((note = 0; note < 8; note++)); do
    local since="mod(t-$((note * 2))+${SECONDS_LONG},${SECONDS_LONG})" tone="2*PI*${notes[note]}*t"
    sum+="+(1-exp(-90*$since))*exp(-1.7*$since)*(sin($tone)+0.25*sin(2*$tone)*exp(-3*$since)+0.4*sin(0.5*$tone))"
  done
  echo "aevalsrc=exprs='0.055*($sum)':s=48000:d=${SECONDS_LONG}"
}

ffmpeg='ffmpeg -hide_banner -loglevel error -nostdin -y'
$ffmpeg -filter_complex "$(picture)" -c:v libx264 -preset ultrafast -qp 0 -pix_fmt yuv420p "$work/picture.mkv"
$ffmpeg -f lavfi -i "$(sound)" -c:a pcm_s16le "$work/sound.wav"

# NAME SIZE CRF LEVEL
encode() {
  $ffmpeg -stream_loop 2 -i "$work/picture.mkv" -stream_loop 2 -i "$work/sound.wav" -map 0:v -map 1:a -t $((3 * SECONDS_LONG)) \
    -vf "scale=$2:flags=lanczos" -r 30 -c:v libx264 -profile:v main -level "$4" -preset veryslow -tune animation -bf 0 -crf "$3" \
    -g 60 -keyint_min 60 -sc_threshold 0 -threads 1 -flags +bitexact -c:a aac -ac 1 -b:a 32k \
    -fflags +bitexact -f hls -hls_time 2 -hls_list_size 0 -hls_segment_filename "$work/$1-%02d.ts" "$work/$1.m3u8"
  local n
  for ((n = 0; n < 8; n++)); do cp "$work/$1-$(printf %02d $((n + 8))).ts" "$here/loop/$1-$n.mpegts"; done
  cat "$here/loop/$1"-?.mpegts >"$work/$1.ts"
  for stream in v:480 a:750; do
    local packets
    packets=$(ffprobe -loglevel error -select_streams "${stream%:*}" -count_packets -show_entries stream=nb_read_packets -of csv=p=0 "$work/$1.ts" | sed -n 1p)
    [ "${packets%,}" = "${stream#*:}" ] || { echo "$1: $packets packets of ${stream%:*}, not ${stream#*:}" >&2; exit 1; }
  done
}

mkdir -p "$here/loop"
encode hi 640:360 20 3.0
encode lo 320:180 27 1.3
du -cb "$here"/loop/*.mpegts | tail -1

if [ "${1:-}" = --stills ]; then
  stills=$here/../../.local/loop
  mkdir -p "$stills"
  $ffmpeg -i "$work/picture.mkv" -vf fps=1/2,scale=640:-1 "$stills/%d.png"
fi

# Sourced by every script: goes to the repository's root, puts Node 24 first on the PATH, and answers --help with the script's own header.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
export PATH="$root/.node/node_modules/.bin:$root/node_modules/.bin:$PATH"
# Nothing here calls home, and nothing asks a cloud for credentials.
export CHECKPOINT_DISABLE=1 AWS_EC2_METADATA_DISABLED=true DISABLE_OPENCOLLECTIVE=1

for argument in "$@"; do
  case $argument in
    -h | --help)
      sed -n '2,/^[^#]/{/^#/{s/^# \{0,1\}//;p}}' "$0"
      exit 0
      ;;
  esac
done

say() { printf '%s\n' "$*" >&2; }

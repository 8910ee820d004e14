#include "engine/store/meta.h"

#include "engine/store/codec.h"
#include "engine/store/lmdb_fault.h"

namespace entente::store {

std::string encode_meta(const Meta& meta) {
  Writer out;
  out.bytes(kApplicationId);
  out.u32(meta.format_version);
  out.u32(meta.page_bytes);
  out.i64(meta.created_utc_seconds);
  return out.take();
}

Meta decode_meta(std::string_view payload, const std::filesystem::path& path) {
  if (!payload.starts_with(kApplicationId)) {
    fail(FaultKind::kOtherApplication, "cannot open " + quoted(path) + ": it is a database of another program");
  }
  RecordReader in(payload.substr(kApplicationId.size()));
  Meta meta;
  meta.format_version = in.u32();
  if (meta.format_version > kFormatVersion) {
    fail(FaultKind::kNewerFormat, "cannot open " + quoted(path) + ": its format is version " + std::to_string(meta.format_version) +
                                      ", this Entente knows versions up to " + std::to_string(kFormatVersion) +
                                      "; use the newer Entente that wrote it");
  }
  if (meta.format_version < kOldestFormatVersion) {
    fail(FaultKind::kOlderFormat, "cannot open " + quoted(path) + ": its format is version " + std::to_string(meta.format_version) +
                                      ", this Entente reads versions from " + std::to_string(kOldestFormatVersion) +
                                      "; dump it with the older Entente and restore the dump here");
  }
  meta.page_bytes = in.u32();
  meta.created_utc_seconds = in.i64();
  return meta;
}

}  // namespace entente::store

#include "encoder/encoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "encoder/layout.h"
#include "encoder/wordpiece.h"

namespace entente::encoder {
namespace {

constexpr std::size_t kBatch = 384;  // pieces of a pass over the layers; their states stay in the second cache
constexpr std::size_t kRows = 48;    // rows of a pass through the inner layer, which is four times as wide

struct Norm {
  const float* gain = nullptr;
  const float* shift = nullptr;
};

struct Layer {
  Dense qkv, out, up, down;
  Norm after_attention, after_inner;
};

// What one call works with; as large as one batch.
struct Work {
  std::vector<float> wide, context, inner, scratch;
  std::vector<std::uint8_t> bytes;
  std::vector<RowScale> scales;
};

class NativeEncoder : public Encoder {
 public:
  static Result<std::shared_ptr<const Encoder>> open(const std::filesystem::path& path);

  std::vector<Piece> pieces(std::string_view text) const override { return words_.pieces(text); }
  std::uint32_t cls() const override { return words_.cls(); }
  std::uint32_t sep() const override { return words_.sep(); }
  std::size_t width() const override { return shape_.width; }
  std::size_t positions() const override { return shape_.positions; }
  std::string_view settings() const override { return settings_; }

  std::vector<float> encode(std::span<const Sequence> sequences) const override { return encode(sequences, {}); }
  std::vector<float> encode(std::span<const Sequence> sequences, const Wanted& wanted) const override;
  std::vector<float> embed(std::span<const std::string_view> texts) const override;
  const Head* head(std::string_view name) const override {
    const auto at = std::find(head_names_.begin(), head_names_.end(), name);
    return at == head_names_.end() ? nullptr : &heads_[static_cast<std::size_t>(at - head_names_.begin())];
  }
  std::vector<float> apply(const Head& head, std::span<const float> rows, bool gelu) const override;

 private:
  Result<void> read();
  Result<Norm> norm(const std::string& name) const;
  void embed_pieces(const Sequence& sequence, float* out) const;
  void dense(const Dense& layer, const float* x, std::size_t rows, bool gelu, float* out, Work& work) const;
  using Wishes = std::function<std::vector<bool>(std::span<const float> firsts)>;
  void finish(const Layer& layer, const float* context, std::size_t rows, float* x, Work& work) const;
  void finish_wanted(const Layer& layer, std::span<const Sequence> sequences, const Wishes& wanted, float* x, Work& work) const;
  void batch(std::span<const Sequence> sequences, std::size_t rows, const Wishes& wanted, float* x, Work& work) const;

  std::shared_ptr<const nlp::ModelFile> file_;
  Kernels kernels_;
  Shape shape_;
  WordPiece words_;
  std::span<const std::int8_t> word_rows_;
  std::span<const float> word_scales_, position_rows_;
  Norm norm_;
  std::vector<Layer> layers_;
  std::vector<std::string> head_names_;
  std::vector<Head> heads_;
  std::vector<Dense> head_layers_;
  std::string_view settings_;
};

Result<std::shared_ptr<const Encoder>> NativeEncoder::open(const std::filesystem::path& path) {
  auto file = nlp::ModelFile::open(path);
  if (!file) return tl::unexpected(file.error());
  auto out = std::make_shared<NativeEncoder>();
  out->file_ = *std::move(file);
  out->kernels_ = kernels().front();
  if (auto done = out->read(); !done) return tl::unexpected(done.error());
  return out;
}

Result<Norm> NativeEncoder::norm(const std::string& name) const {
  const auto both = file_->array<float>(name);
  if (!both) return tl::unexpected(both.error());
  if (both->size() != 2 * std::size_t{shape_.width}) return file_->damaged(name);
  return Norm{both->data(), both->data() + shape_.width};
}

Result<void> NativeEncoder::read() {
  const auto shape = file_->section("encoder.shape");
  const auto vocabulary = file_->section("encoder.vocabulary");
  const auto words = file_->array<std::int8_t>("encoder.words");
  const auto scales = file_->array<float>("encoder.words.scale");
  const auto positions = file_->array<float>("encoder.positions");
  const auto heads = file_->section("encoder.heads");
  const auto settings = file_->section("encoder.settings");
  for (const Error* error :
       {shape ? nullptr : &shape.error(), vocabulary ? nullptr : &vocabulary.error(), words ? nullptr : &words.error(),
        scales ? nullptr : &scales.error(), positions ? nullptr : &positions.error(), heads ? nullptr : &heads.error(),
        settings ? nullptr : &settings.error()})
    if (error != nullptr) return tl::unexpected(*error);
  nlp::Cursor cursor(*shape);
  const std::uint32_t format = cursor.u32();
  for (std::uint32_t* number : {&shape_.layers, &shape_.width, &shape_.heads, &shape_.inner, &shape_.positions, &shape_.words})
    *number = cursor.u32();
  const std::size_t width = shape_.width;
  if (!cursor.ok() || format != kFormat || !shape_.sound()) return file_->damaged("encoder.shape");
  auto pieces = WordPiece::read(*vocabulary);
  if (!pieces || pieces->size() != shape_.words) return file_->damaged("encoder.vocabulary");
  words_ = *std::move(pieces);
  if (words->size() != shape_.words * width || scales->size() != shape_.words) return file_->damaged("encoder.words");
  if (positions->size() != shape_.positions * width) return file_->damaged("encoder.positions");
  word_rows_ = *words;
  word_scales_ = *scales;
  position_rows_ = *positions;
  settings_ = *settings;

  const auto take = [](auto loaded, auto& to) -> Result<void> {
    if (!loaded) return tl::unexpected(loaded.error());
    to = *loaded;
    return {};
  };
  if (auto done = take(norm("encoder.norm"), norm_); !done) return done;
  layers_.resize(shape_.layers);
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    Layer& layer = layers_[i];
    for (const auto& [part, inputs, outputs, to] : {std::tuple{"qkv", width, 3 * width, &layer.qkv},
                                                    {"out", width, width, &layer.out},
                                                    {"up", width, std::size_t{shape_.inner}, &layer.up},
                                                    {"down", std::size_t{shape_.inner}, width, &layer.down}})
      if (auto done = take(read_dense(*file_, layer_name(i, part), inputs, outputs), *to); !done) return done;
    if (auto done = take(norm(layer_name(i, "norm1")), layer.after_attention); !done) return done;
    if (auto done = take(norm(layer_name(i, "norm2")), layer.after_inner); !done) return done;
  }

  nlp::Cursor table(*heads);
  const std::uint32_t count = table.count();
  for (std::uint32_t i = 0; i < count; ++i) {
    head_names_.emplace_back(table.str());
    Head head;
    head.inputs = table.u32();
    head.outputs = table.u32();
    head.index = i;
    if (!table.ok() || head.inputs == 0 || head.inputs % kPanel != 0 || head.inputs > 1u << 16 || head.outputs == 0 ||
        head.outputs > 1u << 16)
      return file_->damaged("encoder.heads");
    heads_.push_back(head);
    head_layers_.emplace_back();
    if (auto done = take(read_dense(*file_, head_names_.back(), head.inputs, head.outputs), head_layers_.back()); !done)
      return done;
  }
  return {};
}

void NativeEncoder::embed_pieces(const Sequence& sequence, float* out) const {
  const std::size_t width = shape_.width;
  for (std::size_t i = 0; i < sequence.ids.size(); ++i, out += width) {
    const std::uint32_t id = sequence.ids[i] < shape_.words ? sequence.ids[i] : words_.unknown();
    const std::uint32_t at =
        i < sequence.positions.size() && sequence.positions[i] < shape_.positions ? sequence.positions[i] : 0;
    const std::int8_t* word = word_rows_.data() + id * width;
    const float* position = position_rows_.data() + at * width;
    for (std::size_t d = 0; d < width; ++d) out[d] = static_cast<float>(word[d]) * word_scales_[id] + position[d];
  }
}

void NativeEncoder::dense(const Dense& layer, const float* x, std::size_t rows, bool gelu, float* out, Work& work) const {
  if (work.bytes.size() < rows * layer.inputs) work.bytes.resize(rows * layer.inputs);
  if (work.scales.size() < rows) work.scales.resize(rows);
  kernels_.quantize(x, rows, layer.inputs, work.bytes.data(), work.scales.data());
  kernels_.dense(layer, work.bytes.data(), work.scales.data(), rows, gelu, out);
}

// What a layer does to rows of x once attention has made their context.
void NativeEncoder::finish(const Layer& layer, const float* context, std::size_t rows, float* x, Work& work) const {
  const std::size_t width = shape_.width;
  dense(layer.out, context, rows, false, work.wide.data(), work);
  kernels_.normalize(x, work.wide.data(), rows, width, layer.after_attention.gain, layer.after_attention.shift);
  for (std::size_t r = 0; r < rows; r += kRows) {
    const std::size_t count = std::min(kRows, rows - r);
    dense(layer.up, x + r * width, count, true, work.wide.data(), work);
    dense(layer.down, work.wide.data(), count, false, work.inner.data(), work);
    kernels_.normalize(x + r * width, work.inner.data(), count, width, layer.after_inner.gain, layer.after_inner.shift);
  }
}

// finish() of each sequence's first row, and of the others where that row makes them wanted.
void NativeEncoder::finish_wanted(const Layer& layer, std::span<const Sequence> sequences, const Wishes& wanted, float* x,
                                  Work& work) const {
  const std::size_t width = shape_.width;
  std::vector<float> firsts, context;
  std::size_t row = 0;
  for (const Sequence& sequence : sequences) {
    firsts.insert(firsts.end(), x + row * width, x + (row + 1) * width);
    context.insert(context.end(), work.context.data() + row * width, work.context.data() + (row + 1) * width);
    row += sequence.ids.size();
  }
  finish(layer, context.data(), sequences.size(), firsts.data(), work);
  const std::vector<bool> answers = wanted(firsts);
  row = 0;
  for (std::size_t i = 0; i < sequences.size(); ++i) {
    const std::size_t others = answers[i] ? sequences[i].ids.size() - 1 : 0;
    std::copy_n(firsts.data() + i * width, width, x + row * width);
    finish(layer, work.context.data() + (row + 1) * width, others, x + (row + 1) * width, work);
    row += sequences[i].ids.size();
  }
}

// One pass over the layers; x (rows x width) is embedded on the way in and encoded on the way out.
void NativeEncoder::batch(std::span<const Sequence> sequences, std::size_t rows, const Wishes& wanted, float* x,
                          Work& work) const {
  const std::size_t width = shape_.width;
  float* at = x;
  for (const Sequence& sequence : sequences) {
    embed_pieces(sequence, at);
    at += sequence.ids.size() * width;
  }
  kernels_.normalize(x, nullptr, rows, width, norm_.gain, norm_.shift);
  work.wide.resize(std::max(rows * 3 * width, kRows * shape_.inner));
  work.context.resize(rows * width);
  work.inner.resize(kRows * width);
  for (const Layer& layer : layers_) {
    dense(layer.qkv, x, rows, false, work.wide.data(), work);
    std::size_t first = 0;
    for (const Sequence& sequence : sequences) {
      const Attention attention{work.wide.data() + first * 3 * width,
                                sequence.ids.size(),
                                sequence.text,
                                sequence.group,
                                shape_.heads,
                                width / shape_.heads};
      kernels_.attend(attention, work.context.data() + first * width, work.scratch);
      first += sequence.ids.size();
    }
    if (wanted && &layer == &layers_.back())
      finish_wanted(layer, sequences, wanted, x, work);
    else
      finish(layer, work.context.data(), rows, x, work);
  }
}

std::vector<float> NativeEncoder::encode(std::span<const Sequence> sequences, const Wanted& wanted) const {
  std::size_t total = 0;
  for (const Sequence& sequence : sequences) total += sequence.ids.size();
  std::vector<float> out(total * shape_.width);
  Work work;
  float* at = out.data();
  for (std::size_t first = 0; first < sequences.size();) {
    std::size_t last = first, rows = 0;
    while (last < sequences.size() && (rows == 0 || rows + sequences[last].ids.size() <= kBatch))
      rows += sequences[last++].ids.size();
    Wishes wishes;
    if (wanted) wishes = [&](std::span<const float> firsts) { return wanted(first, firsts); };
    batch(sequences.subspan(first, last - first), rows, wishes, at, work);
    at += rows * shape_.width;
    first = last;
  }
  return out;
}

std::vector<float> NativeEncoder::embed(std::span<const std::string_view> texts) const {
  std::vector<Sequence> sequences(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Sequence& sequence = sequences[i];
    sequence.ids.push_back(cls());
    for (const Piece& piece : pieces(texts[i]))
      if (sequence.ids.size() + 1 < shape_.positions) sequence.ids.push_back(piece.id);
    sequence.ids.push_back(sep());
    sequence.text = sequence.ids.size();
    for (std::uint32_t p = 0; p < sequence.text; ++p) sequence.positions.push_back(p);
  }
  const std::vector<float> states = encode(sequences);
  const std::size_t width = shape_.width;
  std::vector<float> out(texts.size() * width, 0.0f);
  const float* at = states.data();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    float* mean = out.data() + i * width;
    for (std::size_t r = 0; r < sequences[i].text; ++r, at += width)
      for (std::size_t d = 0; d < width; ++d) mean[d] += at[d];
    double squares = 0;
    for (std::size_t d = 0; d < width; ++d) squares += double{mean[d]} * mean[d];
    const auto scale = static_cast<float>(squares > 0 ? 1.0 / std::sqrt(squares) : 0.0);
    for (std::size_t d = 0; d < width; ++d) mean[d] *= scale;
  }
  return out;
}

std::vector<float> NativeEncoder::apply(const Head& head, std::span<const float> rows, bool gelu) const {
  const Dense& layer = head_layers_[head.index];
  const std::size_t count = rows.size() / head.inputs;
  std::vector<float> wide(count * layer.outputs);
  Work work;
  dense(layer, rows.data(), count, gelu, wide.data(), work);
  std::vector<float> out;
  out.reserve(count * head.outputs);
  for (std::size_t r = 0; r < count; ++r)
    out.insert(out.end(), wide.begin() + static_cast<std::ptrdiff_t>(r * layer.outputs),
               wide.begin() + static_cast<std::ptrdiff_t>(r * layer.outputs + head.outputs));
  return out;
}

}  // namespace

Result<Dense> read_dense(const nlp::ModelFile& file, const std::string& name, std::size_t inputs, std::size_t outputs) {
  const auto weights = file.array<std::int8_t>(name + ".w");
  if (!weights) return tl::unexpected(weights.error());
  const auto floats = file.array<float>(name + ".f");
  if (!floats) return tl::unexpected(floats.error());
  const auto sums = file.array<std::int32_t>(name + ".s");
  if (!sums) return tl::unexpected(sums.error());
  const std::size_t all = padded(outputs);
  if (weights->size() != inputs * all || floats->size() != 2 * all || sums->size() != all) return file.damaged(name);
  return Dense{inputs, all, weights->data(), floats->data(), floats->data() + all, sums->data()};
}

Result<std::shared_ptr<const Encoder>> Encoder::load(const std::filesystem::path& file) { return NativeEncoder::open(file); }

}  // namespace entente::encoder

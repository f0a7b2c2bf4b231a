#include "extract/nlp/model_file.h"

#include <cstring>
#include <gtest/gtest.h>
#include <limits>

#include "extract/error.h"
#include "extract/limits.h"
#include "extract/nlp/model.h"
#include "model_fixture.h"

namespace entente {
namespace {

// Loads a model of the given bytes, and returns the reason for which that fails.
std::string failure(std::string_view bytes) {
  const TemporaryFolder folder;
  const auto file = folder / "model.bin";
  write_file(file, bytes);
  try {
    Model::load(file);
  } catch (const InputError& error) {
    EXPECT_EQ(error.file(), file.string());
    return error.reason();
  }
  return "loaded";
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(ModelFile, AWholeFileLoads) { EXPECT_EQ(failure(TinyModel::random(1).bytes()), "loaded"); }

TEST(ModelFile, AMissingFileIsNamed) {
  const TemporaryFolder folder;
  try {
    ModelFile::read(folder / "none.bin");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_TRUE(mentions(error.what(), "none.bin: cannot be opened")) << error.what();
  }
}

TEST(ModelFile, EveryTruncationIsRefused) {
  const std::string bytes = TinyModel::random(1).bytes();
  for (std::size_t size = 0; size < bytes.size(); size += size < 64 ? 1 : 997) {
    EXPECT_TRUE(mentions(failure(bytes.substr(0, size)), "is truncated")) << size;
  }
}

TEST(ModelFile, AFlippedBitIsFoundWhereverItIs) {
  const std::string bytes = TinyModel::random(1).bytes();
  for (std::size_t at = 24; at < bytes.size(); at += 463) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    EXPECT_TRUE(mentions(failure(damaged), "checksum")) << at;
  }
}

TEST(ModelFile, AForeignFileIsRefused) {
  EXPECT_TRUE(
      mentions(failure("PK\x03\x04 some other file, long enough to hold a preamble ........"),
               "is not a model of Entente"));
}

TEST(ModelFile, ANewerVersionSaysWhatToDo) {
  const std::string reason = failure(TinyModel::random(1).bytes(2));
  EXPECT_TRUE(mentions(reason, "version 2")) << reason;
  EXPECT_TRUE(mentions(reason, "use a newer Entente")) << reason;
}

TEST(ModelFile, BytesBehindTheEndAreRefused) {
  EXPECT_TRUE(mentions(failure(TinyModel::random(1).bytes() + "x"), "behind its end"));
}

TEST(ModelFile, LengthsThatOverflowAreRefused) {
  std::string bytes = TinyModel::random(1).bytes();
  bytes.replace(16, 8, 8, '\xff');
  EXPECT_TRUE(mentions(failure(bytes), "is truncated"));
}

TEST(ModelFile, AHeaderThatIsNotJsonIsRefused) {
  TinyModel model;
  model.header = "text";
  std::string reason = failure(model.bytes());
  EXPECT_TRUE(mentions(reason, "header")) << reason;
}

TEST(ModelFile, AMissingTensorIsNamed) {
  TinyModel model = TinyModel::random(1);
  model.header["tensors"].erase("lstm.1.bwd.wh");
  EXPECT_TRUE(mentions(failure(model.bytes()), "lacks the tensor \"lstm.1.bwd.wh\""));
}

TEST(ModelFile, AWrongShapeIsNamedWithTheRightOne) {
  TinyModel model = TinyModel::random(1);
  model.header["tensors"]["arc.u"]["shape"] = {4, 9};
  const std::string reason = failure(model.bytes());
  EXPECT_TRUE(mentions(reason, "\"arc.u\" in the shape [4,9], [6,6] is needed")) << reason;
}

TEST(ModelFile, ATensorOutsideTheFileIsNamed) {
  TinyModel model = TinyModel::random(1);
  model.header["tensors"]["words"]["offset"] = model.tensors.size() - 4;
  EXPECT_TRUE(mentions(failure(model.bytes()), "\"words\" outside the file"));
}

TEST(ModelFile, AnUnknownTensorTypeIsNamed) {
  TinyModel model = TinyModel::random(1);
  model.header["tensors"]["words"]["type"] = "f8";
  EXPECT_TRUE(mentions(failure(model.bytes()), "unknown type \"f8\""));
}

TEST(ModelFile, FaultyListsInTheHeaderAreNamed) {
  const auto with = [](const char* name, nlohmann::json value) {
    TinyModel model = TinyModel::random(1);
    model.header[name] = std::move(value);
    return failure(model.bytes());
  };
  EXPECT_TRUE(mentions(with("upos", {"DET", "NOUN", "PROPN", "VERB", "WORD"}), "\"WORD\""));
  EXPECT_TRUE(mentions(with("scripts", {"0,0,,,l", "0,0,,,k", "0,2,,ar,l", "0,x,,,l"}), "0,x,,,l"));
  EXPECT_TRUE(mentions(with("deprels", {"det", "nsubj", "obj", "punct", "dep"}), "root"));
  EXPECT_TRUE(mentions(with("name_tags", {"O", "B-PER", "I-PER", "E-PER", "S-PER", "B-MISC",
                                          "I-MISC", "E-MISC", "S-ABC"}),
                       "S-ABC"));
  EXPECT_TRUE(mentions(with("lemmas", 7), "header"));
  EXPECT_TRUE(mentions(with("verbs", 7), "header"));
}

TEST(ModelFile, TensorTypesAgreeWithinTheirPrecision) {
  const TemporaryFolder folder;
  const auto read = [&](std::string_view type) {
    write_file(folder / "model.bin", TinyModel::random(5, type).bytes());
    return ModelFile::read(folder / "model.bin").matrix("ngrams", 50, 4);
  };
  const Matrix exact = read("f32");
  EXPECT_LE((read("f16") - exact).cwiseAbs().maxCoeff(), 3e-4F);
  EXPECT_LE((read("i8") - exact).cwiseAbs().maxCoeff(), 0.5F / 254.0F + 1e-6F);
  EXPECT_GT(exact.cwiseAbs().maxCoeff(), 0.3F);
}

TEST(ModelFile, WeightsInEightBitsComeWithTheirSteps) {
  const TemporaryFolder folder;
  const auto read = [&](std::string_view type) {
    write_file(folder / "model.bin", TinyModel::random(5, type).bytes());
    return ModelFile::read(folder / "model.bin").weights("upos.w", 5, 14);
  };
  const Weights weights = read("i8");
  ASSERT_EQ(weights.steps.size(), 5);
  const Matrix whole = weights.steps.cwiseInverse().asDiagonal() * weights.values;
  EXPECT_LE((whole - Matrix(whole.array().round())).cwiseAbs().maxCoeff(), 1e-3F);
  EXPECT_LE(whole.cwiseAbs().maxCoeff(), 127.001F);
  EXPECT_GT(whole.cwiseAbs().maxCoeff(), 60.0F);
  EXPECT_EQ(read("f32").steps.size(), 0);
}

TEST(ModelFile, AFolderOrAFileOverTheLimitIsRefused) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "model.bin");
  EXPECT_THROW(ModelFile::read(folder / "model.bin"), InputError);
  write_file(folder / "large.bin", "ENTENTE\x01");
  std::filesystem::resize_file(folder / "large.bin", limits::model_bytes + 1);  // takes no room
  try {
    ModelFile::read(folder / "large.bin");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_TRUE(mentions(error.reason(), "larger than the limit of 1073741824 bytes"));
  }
}

TEST(ModelFile, SizesOverTheLimitAreRefusedBeforeAnythingIsMadeOfThem) {
  for (const char* name : {"word", "ngram_rows", "hidden", "layers", "arc", "label", "names"}) {
    for (const nlohmann::json& size :
         {nlohmann::json(limits::model_size + 1), nlohmann::json(1ULL << 62), nlohmann::json(-1),
          nlohmann::json(1e300), nlohmann::json("7")}) {
      TinyModel model = TinyModel::random(1);
      model.header["sizes"][name] = size;
      const std::string reason = failure(model.bytes());
      EXPECT_TRUE(mentions(reason, "wrong number \"" + std::string(name))) << reason;
    }
    TinyModel model = TinyModel::random(1);
    model.header["sizes"][name] = limits::model_size;
    EXPECT_NE(failure(model.bytes()), "loaded") << name;
  }
}

TEST(ModelFile, ATensorLargerThanTheFileIsRefusedBeforeItIsMade) {
  TinyModel model = TinyModel::random(1);
  model.header["sizes"]["ngram_rows"] = limits::model_size;
  model.header["sizes"]["ngram"] = limits::model_size;
  model.header["tensors"]["ngrams"]["shape"] = {limits::model_size, limits::model_size};
  EXPECT_TRUE(mentions(failure(model.bytes()), "\"ngrams\" outside the file"));
}

TEST(ModelFile, ValuesThatAreNoWeightsAreRefused) {
  for (const float value : {std::numeric_limits<float>::quiet_NaN(),
                            std::numeric_limits<float>::infinity(), 70000.0F}) {
    TinyModel model = TinyModel::random(1);
    const auto offset = model.header["tensors"]["arc.bias"]["offset"].get<std::size_t>();
    std::memcpy(model.tensors.data() + offset, &value, sizeof(value));
    EXPECT_TRUE(mentions(failure(model.bytes()), "tensor \"arc.bias\" that is no number"));
  }
}

}  // namespace
}  // namespace entente

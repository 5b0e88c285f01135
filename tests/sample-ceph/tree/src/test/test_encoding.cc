#include "common/crc32c.h"
#include "common/encoding.h"
#include "compressor/compressor.h"
#include "msg/message.h"
#include "osd/transaction.h"
#include "test/unit.h"

using namespace ceph;

TEST(crc32c_has_the_known_check_value)
{
    CHECK_EQUAL(crc32c("123456789"), 0xe3069283u);
    CHECK_EQUAL(crc32c("6789", 4, crc32c("12345")), crc32c("123456789"));
}

TEST(numbers_are_little_endian)
{
    CHECK_EQUAL(Encoder().u32(0x64636261).bytes(), "abcd");
}

TEST(what_was_encoded_is_decoded)
{
    const std::map<std::string, std::string> fields = {{"a", "1"}, {"", std::string(3, '\0')}};
    const std::string bytes = Encoder().u64(uint64_t(1) << 40).text("middle").texts(fields).bytes();
    Decoder decoder(bytes);
    CHECK_EQUAL(decoder.u64(), uint64_t(1) << 40);
    CHECK_EQUAL(decoder.text(), "middle");
    CHECK(decoder.texts() == fields);
    CHECK(decoder.at_end());
    CHECK_THROWS(decoder.u32());
}

TEST(a_length_beyond_the_end_is_refused)
{
    Decoder decoder(Encoder().u32(1000).bytes());
    CHECK_THROWS(decoder.text());
}

TEST(compressed_data_comes_back)
{
    const std::string text(10000, 'x');
    CHECK(compress(text).size() < 200);
    CHECK_EQUAL(decompress(compress(text)), text);
    CHECK_EQUAL(decompress(compress("")), "");
    CHECK_THROWS(decompress(compress(text).substr(0, 20)));
}

TEST(a_damaged_message_is_refused)
{
    const Message message = {"put", {{"object", "a"}, {"data", std::string(100, 'd')}}};
    std::string bytes = message.encode();
    CHECK_EQUAL(Message::decode(bytes).field("data"), message.field("data"));
    bytes[50] ^= 1;
    CHECK_THROWS(Message::decode(bytes));
}

TEST(a_failure_throws_its_reason)
{
    CHECK_THROWS(Message::failure("no").or_throw());
    CHECK_THROWS(Message::failure("no").field("data"));
}

TEST(a_transaction_survives_the_journal)
{
    const Transaction transaction = Transaction().write("a", "data").remove("b");
    const Transaction decoded = Transaction::decode(transaction.encode());
    CHECK_EQUAL(decoded.operations().size(), 2u);
    CHECK_EQUAL(decoded.operations()[1].object, "b");
    CHECK_EQUAL(decoded.bytes(), 4u);
    CHECK_THROWS(Transaction::decode(Encoder().u32(1).u32(9).text("a").text("").bytes()));
}

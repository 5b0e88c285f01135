using CephBuildEnv.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CephBuildEnv.Tests.Text;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("50G", 50L << 30)]
    [InlineData("500M", 500L << 20)]
    [InlineData("1.5T", 3L << 39)]
    [InlineData("20 GiB", 20L << 30)]
    [InlineData("7gb", 7L << 30)]
    [InlineData("12", 12)]
    public void Sizes_are_read_as_people_write_them(string text, long bytes) => ByteSize.Parse(text, "--size").Bytes.ShouldBe(bytes);

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("-1G")]
    [InlineData("1,5G")]
    [InlineData("fifty")]
    [InlineData("50X")]
    [InlineData("9999999999T")]
    public void What_is_no_size_is_refused_with_the_parameter(string text) =>
        Should.Throw<UserException>(() => ByteSize.Parse(text, "--ccache-size")).Message.ShouldStartWith("--ccache-size: ");

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(1023, "1023B")]
    [InlineData(1536, "1.5K")]
    [InlineData(50L << 30, "50G")]
    [InlineData(3L << 39, "1.5T")]
    [InlineData(2048L << 40, "2048T")]
    public void Sizes_are_written_with_a_decimal_only_where_it_matters(long bytes, string text) => new ByteSize(bytes).ToString().ShouldBe(text);

    [Fact]
    public void What_is_written_is_read_as_nearly_the_same() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(number => (long)number << 8).ToArbitrary(),
        bytes => Math.Abs(ByteSize.Parse(new ByteSize(bytes).ToString(), "x").Bytes - bytes) <= (bytes / 10)).QuickCheckThrowOnFailure();
}

using CephBuildEnv.Compilation;
using CephBuildEnv.Text;

namespace CephBuildEnv.Tests.Compilation;

public sealed class JobCountTests
{
    [Theory]
    [InlineData(8, 64, 8, 8, "8 processors")]
    [InlineData(8, 28, 8, 6, "8 processors")]
    [InlineData(8, 27.9, 7, 6, "28G of memory, 3.5G per job")]
    [InlineData(8, 7, 2, 1, "7G of memory, 3.5G per job")]
    [InlineData(64, 256, 64, 56, "64 processors")]
    [InlineData(2, 1, 1, 1, "1G of memory, 3.5G per job")]
    [InlineData(1, 100, 1, 1, "1 processors")]
    public void Processors_or_memory_limit_it_whichever_is_less(int processors, double gibibytes, int count, int links, string reason) =>
        JobCount.Compute(processors, ByteSize.FromGibibytes(gibibytes)).ShouldBe(new JobCount(count, reason) { Links = links });

    [Fact]
    public void What_was_asked_for_is_taken_but_for_the_memory_of_links() =>
        JobCount.Asked(32, ByteSize.FromGibibytes(9)).ShouldBe(new JobCount(32, "--jobs") { Links = 2 });

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    public void Less_than_one_job_is_refused(int wanted) =>
        Should.Throw<UserException>(() => JobCount.Asked(wanted, ByteSize.FromGibibytes(9))).Message.ShouldStartWith("--jobs: ");

    [Theory]
    [InlineData(8, 6, 4, 3)]
    [InlineData(3, 1, 1, 1)]
    [InlineData(1, 1, 1, 1)]
    public void Another_attempt_takes_half_and_at_least_one(int jobs, int links, int after, int linksAfter) =>
        JobCount.Half(new(jobs, "") { Links = links }).ShouldBe(new JobCount(after, $"{jobs} ran out of memory") { Links = linksAfter });

    [Fact]
    public void No_compiler_works_with_too_little_memory() =>
        Should.Throw<UserException>(() => JobCount.CheckedMemory(ByteSize.Parse("10M", "--memory"))).Message
            .ShouldBe("--memory: 10M is too little for a compiler; give it 128M or more");
}

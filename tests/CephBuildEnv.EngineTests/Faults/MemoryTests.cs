using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>A container whose memory does not suffice.</summary>
[Collection(Order.Memory)]
public sealed class MemoryTests(PrivateHost host) : FaultTest(host)
{
    private static readonly string[] Files = ["common/log.cc", "common/histogram.cc"];

    [Fact]
    public void Out_of_memory_even_with_half_the_jobs()
    {
        Outcome build;
        // Takes about 430 MB.
        using (Hungry(Files[0], 500_000))
            build = Checkout.Build($"{Build} --memory 250m --jobs 2");

        build.ExitCode.ShouldBe(137);
        ShouldSay(build, "ran out of memory with 2 jobs and --memory 250", "once more with half the jobs, 1 instead of 2", "ran out of memory with 1 job");
        var runs = RunFile.All(PrivateHost.Sample);
        foreach (var run in runs.TakeLast(2))
            run["outcome"].ShouldBe("out-of-memory");
        runs[^1]["retryOf"].ShouldBe(Path.GetFileName(runs[^2].Folder));
        runs[^1]["jobs"].ShouldBe("1");
        ShouldGoOn();
    }

    [Fact]
    public void Out_of_memory_until_half_the_jobs_run()
    {
        Outcome build;
        // Each takes about 250 MB.
        using (Hungry(Files[0], 250_000))
        using (Hungry(Files[1], 250_001))
            build = Checkout.Build($"{Build} --memory 400m --jobs 2").ShouldSucceed();

        build.Errors.ShouldMatch(@"\[WRN\].*once more with half the jobs");
        var runs = RunFile.All(PrivateHost.Sample);
        runs[^2]["outcome"].ShouldBe("out-of-memory");
        runs[^1]["outcome"].ShouldBe("succeeded");
        runs[^1]["retryOf"].ShouldBe(Path.GetFileName(runs[^2].Folder));
        ShouldGoOn();
    }

    // A constant for each number: the compiler keeps them all.
    private static IDisposable Hungry(string file, int numbers) => CephFolder.Change($"{Tree}/src/{file}", text => $$$"""
        {{{text}}}
        #include <array>
        #include <cstddef>
        #include <utility>
        namespace {
        template <std::size_t... I>
        constexpr std::array<std::size_t, sizeof...(I)> numbers(std::index_sequence<I...>) { return {{I...}}; }
        [[maybe_unused]] constexpr auto hungry = numbers(std::make_index_sequence<{{{numbers}}}>());
        }

        """);
}

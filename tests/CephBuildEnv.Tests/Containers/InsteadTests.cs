namespace CephBuildEnv.Tests.Containers;

/// <summary>The programs of <c>bin/instead</c>, before ones that only say how they were called.</summary>
public sealed class InsteadTests : IDisposable
{
    private const string Address = "https://gone.invalid/release/boost_1_2_3.tar.bz2";

    private readonly TempFolder _temp = new();

    public InsteadTests()
    {
        Directory.CreateDirectory(_temp.At("reports"));
        foreach (var name in new[] { "wget", "rpmbuild" })
            _temp.Write($"usr/{name}", $"#!/bin/sh\necho {name} \"$@\"\nexit 4\n", executable: true);
        _temp.Write("usr/dpkg-checkbuilddeps", "#!/bin/sh\necho 'dpkg-checkbuilddeps: error: Unmet build dependencies: nothing' >&2\nexit 1\n", executable: true);
    }

    public void Dispose() => _temp.Dispose();

    [Theory(Timeout = 30_000)]
    [InlineData("-c --no-verbose -O a.tar.bz2", "a.tar.bz2")]
    [InlineData("--output-document=a.tar.bz2", "a.tar.bz2")]
    [InlineData("-q", "boost_1_2_3.tar.bz2")]
    public async Task An_archive_that_the_host_has_is_taken_from_there(string options, string file)
    {
        _temp.Write("src/.downloads/boost_1_2_3.tar.bz2", "an archive");

        (await RunAsync($"wget {options} {Address}")).ShouldBe((0, ""));

        File.ReadAllText(_temp.At("src", file)).ShouldBe("an archive");
    }

    // The script compares its checksum, and asks the next address.
    [Fact(Timeout = 30_000)]
    public async Task One_that_is_not_what_the_release_wants_is_offered_once()
    {
        _temp.Write("src/.downloads/boost_1_2_3.tar.bz2", "another archive");
        await RunAsync($"wget -c -O boost_1_2_3.tar.bz2 {Address}");

        (await RunAsync($"wget -c -O boost_1_2_3.tar.bz2 {Address}")).ShouldBe((4, $"wget -c -O boost_1_2_3.tar.bz2 {Address}\n"));

        File.Exists(_temp.At("src", "boost_1_2_3.tar.bz2")).ShouldBeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task What_cannot_be_fetched_is_written_down()
    {
        (await RunAsync($"wget {Address}")).ShouldBe((4, $"wget {Address}\n"));

        File.ReadAllLines(_temp.At("reports", "not-fetched")).ShouldBe([Address]);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("", 1)]
    [InlineData("yes", 0)]
    public async Task Build_dependencies_may_be_missing_where_that_was_asked_for(string allow, int exitCode) =>
        (await RunAsync("dpkg-checkbuilddeps", allow)).ExitCode.ShouldBe(exitCode);

    [Theory(Timeout = 30_000)]
    [InlineData("", "rpmbuild -bs ceph.spec\n")]
    [InlineData("yes", "rpmbuild --nodeps -bs ceph.spec\n")]
    public async Task So_they_may_for_RPMs(string allow, string called) => (await RunAsync("rpmbuild -bs ceph.spec", allow)).ShouldBe((4, called));

    private async Task<(int ExitCode, string Output)> RunAsync(string command, string allow = "")
    {
        Directory.CreateDirectory(_temp.At("src"));
        var result = await Shell.TryAsync(
            _temp.At("src"), "env", $"PATH={Checkout.At("bin", "instead")}:{_temp.At("usr")}:{Environment.GetEnvironmentVariable("PATH")}",
            $"CEPH_SRC={_temp.At("src", "debian-12-reef")}", $"CEPH_RUN_DIR={_temp.At("reports")}", $"CEPH_ALLOW_MISSING={allow}", "bash", "-c", command);
        return (result.ExitCode, result.Output);
    }
}

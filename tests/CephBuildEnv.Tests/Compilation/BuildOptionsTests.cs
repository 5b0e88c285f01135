using CephBuildEnv.Compilation;

namespace CephBuildEnv.Tests.Compilation;

/// <summary>The options of an environment: typed once, remembered, forgotten when told to.</summary>
public sealed class BuildOptionsTests : IDisposable
{
    private readonly TestHost _host = new TestHost().Prepared();

    private BuildOptionsStore Store => new(_host.Layout);

    public void Dispose() => _host.Dispose();

    [Fact]
    public void They_are_remembered_as_they_were_typed()
    {
        BuildOptions options = new()
        {
            CMakeArguments = ["-DA=b c"],
            Switches = new() { ["RDMA"] = false, ["FIO"] = true },
            Minimal = true,
            SystemBoost = true,
            CxxFlags = ["-include ostream"],
            ExtraPackages = ["lld"],
            AllowMissingDependencies = true,
        };

        Store.Write(TestHost.Environment(), options);

        Store.Read(TestHost.Environment()).CommandLine.ShouldBe(options.CommandLine);
        options.CommandLine.ShouldBe(
            "--minimal --system-boost --allow-missing-deps --with FIO --without RDMA --cmake-arg='-DA=b c' --cxx-flag='-include ostream' --extra-package lld");
    }

    [Fact]
    public void Nothing_is_left_of_none()
    {
        Store.Write(TestHost.Environment(), new() { Minimal = true });
        Store.Write(TestHost.Environment(), new());

        Directory.GetFiles(_host.Layout.OptionsRoot).ShouldBeEmpty();
        Store.Read(TestHost.Environment()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_is_typed_replaces_what_is_remembered_of_the_same_kind_and_switches_one_by_one()
    {
        BuildOptions remembered = new() { CMakeArguments = ["-DA=1", "-DB=1"], Switches = new() { ["RDMA"] = false, ["FIO"] = false }, Minimal = true };

        new BuildOptions { CMakeArguments = ["-DC=1"], Switches = new() { ["FIO"] = true } }.Over(remembered).CommandLine
            .ShouldBe("--minimal --with FIO --without RDMA --cmake-arg=-DC=1");
        new BuildOptions().Over(remembered).CommandLine.ShouldBe(remembered.CommandLine);
    }

    // As of a version that knew fewer options.
    [Fact]
    public void What_a_file_does_not_have_is_as_without_one()
    {
        File.WriteAllText(_host.Layout.OptionsFile(TestHost.Environment()), """{"minimal": true}""");

        Store.Read(TestHost.Environment()).CommandLine.ShouldBe("--minimal");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"cxxFlags": [null]}""")]
    [InlineData("""{"cMakeArguments": ["-DA=\u001b"]}""")]
    [InlineData("""{"switches": {"bad name;(": true}}""")]
    [InlineData("""{"extraPackages": ["a; b"]}""")]
    public void A_file_that_somebody_has_spoilt_is_named_with_a_way_out(string text)
    {
        File.WriteAllText(_host.Layout.OptionsFile(TestHost.Environment()), text);

        Should.Throw<UserException>(() => Store.Read(TestHost.Environment())).Message.ShouldContain("--reset-options");
    }

    [Theory]
    [InlineData("RDMA", "RDMA")]
    [InlineData("WITH_RDMA", "RDMA")]
    [InlineData("with_system_boost", "SYSTEM_BOOST")]
    public void A_switch_has_one_name(string typed, string name) => BuildOptions.CheckedSwitch("--with", typed).ShouldBe(name);

    [Fact]
    public void What_could_be_anything_else_is_refused()
    {
        foreach (var name in new[] { "", "WITH_", "A=B", "A B", "../A" })
            Should.Throw<UserException>(() => BuildOptions.CheckedSwitch("--with", name)).Message.ShouldStartWith("--with: ");
        foreach (var argument in new[] { "", "-", "DA=1", "-DA=1\n-DB=2" })
            Should.Throw<UserException>(() => BuildOptions.CheckedCMakeArgument(argument)).Message.ShouldStartWith("--cmake-arg: ");
        foreach (var package in new[] { "", "-y", "a b", "a;b", "$(a)" })
            Should.Throw<UserException>(() => BuildOptions.CheckedPackage(package)).Message.ShouldStartWith("--extra-package: ");
        Should.Throw<UserException>(() => BuildOptions.CheckedCxxFlag("-g\0")).Message.ShouldStartWith("--cxx-flag: ");
    }

    [Theory]
    [InlineData("-DWITH_SYSTEM_BOOST=ON", true)]
    [InlineData("-DWITH_SYSTEM_BOOST:BOOL=1", true)]
    [InlineData("-DWITH_SYSTEM_BOOST=off", false)]
    [InlineData("-DWITH_SYSTEM_BOOST=", false)]
    [InlineData("-DWITH_SYSTEM_BOOSTER=ON", null)]
    public void Cmake_hears_the_last_word_about_a_switch(string argument, bool? on)
    {
        new BuildOptions { CMakeArguments = [argument] }.SystemBoostWanted.ShouldBe(on);
        new BuildOptions { SystemBoost = true, CMakeArguments = [argument] }.SystemBoostWanted.ShouldBe(on ?? true);
        new BuildOptions { Switches = new() { ["SYSTEM_BOOST"] = true }, CMakeArguments = ["-DWITH_SYSTEM_BOOST=ON", argument] }.SystemBoostWanted.ShouldBe(on ?? true);
    }

    [Fact]
    public void What_is_remembered_can_be_turned_off() =>
        new BuildOptions { Switches = new() { ["SYSTEM_BOOST"] = false } }.Over(new() { SystemBoost = true }).SystemBoostWanted.ShouldBe(false);
}

using CephBuildEnv.Processes;

namespace CephBuildEnv.Tests.Architecture;

/// <summary>What is and what is not in the repository.</summary>
public sealed class RepositoryTests
{
    // Put together, so that this file does not contain them.
    private static readonly string[] Unwanted =
    [
        "/" + "work/", "/" + "tmp/dk", "/home/" + "user", "deb." + "debian.org", "nuget." + "org", "registry." + "npmjs.org",
    ];

    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".md", ".sh", ".ps1", ".yml", ".yaml", ".txt", ".log", ".cmake", ".bashrc", ""];

    [Theory(Timeout = 30_000)]
    [InlineData("bin/build-git.sh")]
    [InlineData("bin/lib.sh")]
    [InlineData("bin/a-new-script.sh")]
    public async Task Git_does_not_ignore_the_scripts_of_the_containers(string path) =>
        (await GitAsync("check-ignore", "--no-index", path)).ExitCode.ShouldBe(1);

    [Theory(Timeout = 30_000)]
    [InlineData("artifacts/bin/x.dll")]
    [InlineData(".nuke/temp/dotnet-unix/dotnet")]
    public async Task Git_ignores_what_is_generated(string path) =>
        (await GitAsync("check-ignore", "--no-index", path)).ExitCode.ShouldBe(0);

    [Fact(Timeout = 30_000)]
    public async Task No_line_names_a_path_of_one_machine_or_the_host_of_a_package_registry()
    {
        var files = (await GitAsync("ls-files", "--cached", "--others", "--exclude-standard", "-z")).Output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        files.Length.ShouldBeGreaterThan(100);

        files.Where(path => TextFiles.Contains(Path.GetExtension(path)) && File.Exists(Checkout.At(path)))
            .SelectMany(path => Checkout.Read(path).Split('\n').Select((line, index) => $"{path}:{index + 1}: {line.Trim()}"))
            .Where(line => Unwanted.Any(line.Contains))
            .ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task Text_files_end_their_lines_as_git_says() =>
        (await GitAsync("ls-files", "--eol")).Output.Split('\n').Where(line => line.StartsWith("i/crlf") || line.StartsWith("i/mixed")).ShouldBeEmpty();

    private static async Task<CommandResult> GitAsync(params string[] arguments)
    {
        var isRepository = (await Shell.TryAsync(Checkout.Root, "git", "rev-parse", "--git-dir")).Succeeded;
        Assert.SkipUnless(isRepository, "this checkout has no git repository");
        return await Shell.TryAsync(Checkout.Root, "git", arguments);
    }
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CephBuildEnv.Compilation;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Processes;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CephBuildEnv.Tests.Environments;

/// <summary>
/// Whatever is given as a name either is refused, with one line that is safe to print, or reaches nothing but what a name
/// of its kind is for. A name that is new gets a line in <see cref="Names"/>.
/// </summary>
public sealed partial class HostileNamesTests
{
    private const int Tests = 1000;

    private const string Root = "/ceph";

    private static readonly HostLayout Layout = new("/checkout");

    // An environment in which nothing has run: there is nothing to be found, whatever is looked for.
    private static readonly RunHistory Runs = new(Layout, new(TestHost.Debian, ReleaseName.Parse("reef")));

    private static readonly DistroCatalog Catalog = new(Checkout.Images);

    private static readonly RepositoryUrl Upstream = RepositoryUrl.Parse("https://github.com/ceph/ceph.git");

    // What an accepted text leads to. Everything else that a parser throws is a fault.
    private static readonly Dictionary<string, Func<string, Reach>> Names = new()
    {
        ["--distro"] = text => OfEnvironment(new(Catalog.Get(text), ReleaseName.Parse("reef"))),
        ["--release"] = text => OfEnvironment(new(TestHost.Debian, ReleaseName.Parse(text))),
        ["--branch"] = text => new() { Arguments = [RefName.Parse(text, "--branch")] },
        ["--repository"] = text => OfRepository(RepositoryUrl.Parse(text)),
        ["--ccache-size"] = text => new() { Arguments = [ByteSize.Parse(text, "--ccache-size").ToString()] },
        ["--engine"] = text => new() { Arguments = [$"{EndpointResolver.Parse(text)}"] },
        ["--ceph-dir"] = text => new() { Arguments = [CephDirectory.Parse(text)] },
        ["--jobs"] = text => new() { Arguments = [$"{JobCount.Checked(int.TryParse(text, out var jobs) ? jobs : 0)}"] },
        ["--memory"] = text => new() { Arguments = [JobCount.CheckedMemory(ByteSize.Parse(text, "--memory")).ToString()] },
        ["--timeout"] = text => new() { Arguments = [Duration.Parse(text, "--timeout").ToString()] },
        ["--build-target"] = text => new() { Arguments = [BuildTarget.Parse(text).Name] },
        ["--linker"] = text => new() { Arguments = [Linker.Checked(text)] },
        ["--run"] = text => new() { Paths = [Runs.Find(text).OutputFile] },
        ["a submodule's URL"] = text => OfRepository(Upstream.Resolve(text)),
        ["a submodule's name"] = text => OfSubmodules($"submodule.{text}.path\nx\0submodule.{text}.url\n../x.git\0"),
        ["a submodule's setting"] = text => OfSubmodules($"submodule.{text}\nx\0submodule\n{text}\0submodule.x.{text}\ny\0"),
        ["folder of a distro"] = text => OfEnvironment(new(DistroCatalog.Parse(text, """{"title": "X", "family": "apt", "upstream": "x"}"""u8.ToArray()), ReleaseName.Parse("reef"))),
        ["title of a distro"] = text => OfDistro("title", text),
        ["family of a distro"] = text => OfDistro("family", text),
        ["upstream image of a distro"] = text => OfDistro("upstream", text),
        ["end of life of a distro"] = text => OfDistro("endOfLife", text),
        ["suite of a distro"] = text => OfDistro("bootstrapSuite", text),
        ["components of a distro"] = text => OfDistro("bootstrapComponents", text),
    };

    public static TheoryData<string> All() => [.. Names.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void No_text_reaches_anything_but_what_its_name_is_for(string name)
    {
        foreach (var text in Hostile.Worst)
            Check(name, text);
        Prop.ForAll(Hostile.Texts, text => Check(name, text)).Check(Config.QuickThrowOnFailure.WithMaxTest(Tests));
    }

    [Fact]
    public void The_texts_are_many_and_of_every_kind()
    {
        var texts = Hostile.Texts.Generator.Sample(Tests).Distinct().ToList();

        texts.Count.ShouldBeGreaterThan(200);
        foreach (var part in new[] { "..", "\0", "\n", "\u001b", "\u202e", "$(", "`", "--upload-pack", "@{", "sha256", "ext::" })
            Hostile.Worst.Concat(texts).ShouldContain(text => text.Contains(part));
    }

    [Theory]
    [InlineData("--release", "reef", "v18.2.7")]
    [InlineData("--branch", "wip/fix", "v18.2.7")]
    [InlineData("--repository", "https://github.com/ceph/ceph.git", "git@github.com:me/ceph.git", "/srv/git/ceph.git")]
    [InlineData("--ccache-size", "50G", "1.5 TiB")]
    [InlineData("--engine", "docker", "Podman", "")]
    [InlineData("--ceph-dir", "/data/ceph", "disk", "/data/my ceph", "/daten/gebäude")]
    [InlineData("--jobs", "1", "4096")]
    [InlineData("a submodule's URL", "../spdk.git", "https://example.org/x")]
    [InlineData("upstream image of a distro", "docker.io/library/debian:bookworm", "quay.io/centos/centos:stream9", "registry:5000/a/b")]
    public void What_people_use_is_accepted(string name, params string[] texts) => texts.ShouldAllBe(text => Names[name](text) != null);

    [Fact(Timeout = 60_000)]
    public async Task A_folder_in_a_command_to_paste_is_read_back_by_the_shell()
    {
        var folders = Hostile.Worst.Concat(Hostile.Texts.Generator.Sample(Tests)).Where(text => !text.Contains('\0'))
            // Half a character is none: it cannot be given to any program.
            .Where(text => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar)).ToList();
        using var temp = new TempFolder();
        var script = temp.Write("script", $"printf '%s\\0' {ShellQuote.Join(folders)}");

        (await File.ReadAllTextAsync(script, TestHost.Token)).ShouldNotContain('\n');
        var output = await CommandRunner.CaptureAsync(
            new Command("bash", script) { WorkingDirectory = temp.Path, Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8" }.ToImmutableSortedDictionary() }, TestHost.Token);

        output.Output.Split('\0').ShouldBe([.. folders, ""]);
        Directory.EnumerateFileSystemEntries(temp.Path).ShouldHaveSingleItem();
    }

    private static void Check(string name, string text)
    {
        try
        {
            Names[name](text).Check();
        }
        catch (UserException e)
        {
            IsVisible(e.Message).ShouldBeTrue(e.Message);
            e.Message.Length.ShouldBeInRange(10, 600);
        }
    }

    private static bool IsVisible(string text) => text.EnumerateRunes().All(Printable.IsVisible);

    private static Reach OfEnvironment(BuildEnvironment environment) => new()
    {
        Paths =
        [
            Layout.Source(environment), Layout.UnfinishedSource(environment), Layout.BuildDirectory(environment), Layout.Cache(environment),
            Layout.LogsOf(environment), Layout.LockFile($"source-{environment.Key}"),
        ],
        Tags = [ImageTags.Upstream(environment.Distro), ImageTags.Base(environment.Distro), ImageTags.Release(environment), ImageTags.Git(environment), ImageTags.Run(environment)],
        Arguments = [environment.Key, environment.Distro.Name, environment.Release.Value],
    };

    private static Reach OfRepository(RepositoryUrl url) => new()
    {
        Paths = [Layout.Mirror(url.StoreName), $"{Layout.Mirror(url.StoreName)}.damaged-20260101-000000", Layout.LockFile($"objects-{url.StoreName}")],
        Arguments = [url.Value],
    };

    private static Reach OfSubmodules(string listing)
    {
        var mirror = new Mirror(Layout.Mirror(Upstream.StoreName), Upstream);
        var modules = Submodules.Parse(listing).Select(entry => mirror.Submodule(new(entry.Name, entry.Path, Upstream.Resolve(entry.Url), "")).Folder).ToList();
        modules.TrueForAll(folder => folder.StartsWith($"{mirror.Folder}/modules/")).ShouldBeTrue();
        return new() { Paths = modules };
    }

    private static Reach OfDistro(string property, string text)
    {
        var description = new Dictionary<string, string> { ["title"] = "X", ["family"] = "apt", ["upstream"] = "x", [property] = text };
        var distro = DistroCatalog.Parse("x-1", JsonSerializer.SerializeToUtf8Bytes(description));
        IsVisible(distro.Title).ShouldBeTrue();
        return new() { Tags = [distro.Upstream], Arguments = [distro.BootstrapSuite ?? "x", distro.BootstrapComponents ?? "x"] };
    }

    /// <summary>What a value gets to.</summary>
    private sealed partial class Reach
    {
        public IReadOnlyList<string> Paths { get; init; } = [];

        public IReadOnlyList<string> Tags { get; init; } = [];

        public IReadOnlyList<string> Arguments { get; init; } = [];

        public void Check()
        {
            foreach (var path in Paths)
            {
                Path.GetFullPath(path).ShouldBe(path);
                path.ShouldStartWith($"{Root}/");
                path.Split('/').Max(Encoding.UTF8.GetByteCount).ShouldBeLessThan(256);
            }

            foreach (var tag in Tags)
                (ImageReference().IsMatch(tag) && tag.Length <= 255).ShouldBeTrue(tag);
            foreach (var word in Paths.Concat(Arguments))
            {
                word.ShouldNotStartWith("-");
                IsVisible(word).ShouldBeTrue(word);
            }
        }

        // github.com/distribution/reference: an optional host, path components, an optional tag and digest.
        [GeneratedRegex(
            @"\A(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?/)?" +
            @"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?\z", RegexOptions.ECMAScript)]
        private static partial Regex ImageReference();
    }
}

using System.Text.RegularExpressions;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Tests.Architecture;

/// <summary>Who may know whom.</summary>
public sealed partial class DependencyTests
{
    private const string Domain = "src/CephBuildEnv";

    private static readonly IReadOnlyList<SourceFile> Sources = SourceFile.In(Domain);

    [Fact]
    public void The_domain_does_not_know_the_target_runner() => typeof(UserException).Assembly.GetReferencedAssemblies()
        .Select(assembly => assembly.Name!).Where(name => name.StartsWith("Nuke")).ShouldBeEmpty();

    [Fact]
    public void The_runner_does_not_know_the_domain() =>
        SourceFile.In("src/Nuke.Common").Where(file => file.Code.Contains("CephBuildEnv")).ShouldBeEmpty();

    [Fact]
    public void Only_the_build_script_and_the_runners_own_tests_use_the_runner() =>
        Checkout.Files(".", "*.csproj").Where(project => Checkout.Read(project).Contains("src/Nuke.Common/"))
            .Select(Path.GetDirectoryName)
            .Where(folder => folder != "build" && !folder!.StartsWith("tests/Nuke.Common."))
            .ShouldBeEmpty();

    [Fact]
    public void Only_Processes_starts_processes() => ShouldBeIn(
        "Processes", file => file.Uses("CliWrap") || file.Code.Contains("Process.Start") || file.Code.Contains("ProcessStartInfo"));

    [Fact]
    public void Only_Engines_talks_to_an_engine() => ShouldBeIn("Engines", file => file.Uses("Docker.DotNet"));

    [Fact]
    public void Only_Engines_spells_the_name_of_an_engine_as_a_program() => ShouldBeIn(
        "Engines", file => file.Literals.Any(literal => EngineProgram().IsMatch(literal)));

    [Fact]
    public void Only_Sources_knows_LibGit2Sharp() => ShouldBeIn("Sources", file => file.Uses("LibGit2Sharp"));

    [Fact]
    public void Only_Sources_runs_git() => ShouldBeIn("Sources", file => GitCommand().IsMatch(file.Code));

    [Fact]
    public void Only_Hosting_knows_paths_below_ceph() => ShouldBeIn(
        "Hosting", file => file.Literals.Any(literal => literal == "/ceph" || literal.StartsWith("/ceph/")));

    [Fact]
    public void No_code_names_a_distro()
    {
        var names = new DistroCatalog(Checkout.Images).All.Select(distro => distro.Name).ToList();

        Sources.Where(file => names.Exists(file.Code.Contains)).ShouldBeEmpty();
    }

    [Fact]
    public void No_two_folders_of_the_domain_need_each_other()
    {
        var needs = Sources.Select(file => (Folder: file.Path.Split('/')[2], file)).Where(pair => !pair.Folder.EndsWith(".cs"))
            .GroupBy(pair => pair.Folder)
            .ToDictionary(folder => folder.Key, folder => folder.SelectMany(pair => Namespaces(pair.file)).Where(other => other != folder.Key).ToHashSet());

        needs.SelectMany(folder => folder.Value.Where(other => Reaches(needs, other, folder.Key, [])).Select(other => $"{folder.Key} needs {other} and the reverse"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_class_that_is_no_base_class_is_sealed_or_static() => typeof(UserException).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && type.Namespace?.StartsWith("CephBuildEnv") == true)
        .Where(type => !type.Name.Contains('<') && type != typeof(UserException))
        .ShouldBeEmpty();

    [Fact]
    public void Every_exception_of_the_domain_is_one_that_the_user_can_act_on() => typeof(UserException).Assembly.GetTypes()
        .Where(type => typeof(Exception).IsAssignableFrom(type) && !typeof(UserException).IsAssignableFrom(type))
        .ShouldBeEmpty();

    // That it is found where it belongs shows that it would be found elsewhere.
    private static void ShouldBeIn(string folder, Func<SourceFile, bool> matches)
    {
        var places = Sources.Concat(SourceFile.In("build")).Where(matches).ToLookup(file => file.IsIn($"{Domain}/{folder}"));

        places[true].ShouldNotBeEmpty();
        places[false].ShouldBeEmpty();
    }

    private static IEnumerable<string> Namespaces(SourceFile file) => Using().Matches(file.Code).Select(match => match.Groups["namespace"].Value);

    private static bool Reaches(Dictionary<string, HashSet<string>> needs, string from, string to, HashSet<string> seen) =>
        from == to || (seen.Add(from) && needs.GetValueOrDefault(from, []).Any(next => Reaches(needs, next, to, seen)));

    [GeneratedRegex(@"^using CephBuildEnv\.(?<namespace>\w+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Using();

    [GeneratedRegex(@"^(docker|podman|dockerd)$|\b(setsid|sudo) (docker|podman|dockerd)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex EngineProgram();

    [GeneratedRegex(@"(?:new|Command)\(\s*""git""")]
    private static partial Regex GitCommand();
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CephBuildEnv.Failures;

namespace CephBuildEnv.Tests.Failures;

/// <summary>On what the tools really said, kept in TestData/Failures; tests/make-failure-outputs.sh made it.</summary>
public sealed partial class FailureOutputTests
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly IReadOnlyList<string> Names =
    [
        .. Directory.EnumerateFiles(Checkout.At("tests", "CephBuildEnv.Tests", "TestData", "Failures"), "*.log")
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    // One line for each output, so that a change of one is a change of one line.
    [Fact]
    public void Each_output_has_the_failure_that_a_person_would_name() =>
        Golden.ShouldMatch($"{{\n{string.Join(",\n", Names.Select(name => $"  {JsonSerializer.Serialize(name)}: {Describe(Find(name))}"))}\n}}\n", "failures.json");

    [Fact]
    public void What_is_shown_is_short() => Names.Where(name => Find(name)!.Lines.Count is 0 or > Failure.MostLines).ShouldBeEmpty();

    [Fact]
    public void What_is_shown_was_said()
    {
        foreach (var name in Names)
        {
            var said = Escape().Replace(Checkout.TestData("Failures", $"{name}.log"), "");
            Find(name)!.Lines.Where(line => !said.Contains(line.TrimEnd('…'))).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void An_image_builders_prefix_changes_nothing() => Names.Where(name => !name.StartsWith("docker-"))
        .Where(name => Differs(name, Read(name).Select(line => $"#12 3.456 {line}")))
        .ShouldBeEmpty();

    [Fact]
    public void Colours_change_nothing() => Names.Where(name => !name.StartsWith("docker-"))
        .Where(name => Differs(name, Read(name).Select(line => $"\u001b[01m\u001b[K{line.Replace(": ", ":\u001b[m\u001b[K ")}\u001b[0m")))
        .ShouldBeEmpty();

    [Fact]
    public void What_comes_before_the_build_changes_nothing() =>
        Names.Where(name => Differs(name, [.. File.ReadAllLines(Checkout.At("build.sh")), "-- Performing Test HAVE_ERROR", .. Read(name)])).ShouldBeEmpty();

    // A step that failed later, in an output that somebody reads to the end.
    [Theory]
    [InlineData("[2/9] Building CXX object x.o", "FAILED: x.o ", "c++ -c x.cc")]
    [InlineData("make[2]: *** [x.mk:3: x.o] Error 1")]
    public void What_fails_later_changes_nothing(params string[] later) => Names.Where(IsDecidedAtTheEnd)
        .Where(name => Differs(name, [.. Read(name), .. later, "/src/x.cc:1:2: error: the next one"]))
        .ShouldBeEmpty();

    private static bool IsDecidedAtTheEnd(string name)
    {
        var report = new FailureReport();
        foreach (var line in Read(name))
            report.Add(line);
        return report.IsDecided;
    }

    private static bool Differs(string name, IEnumerable<string> output) => Describe(FailureReport.Find(output)) != Describe(Find(name));

    private static Failure? Find(string name) => FailureReport.Find(Read(name));

    private static string[] Read(string name) => Checkout.TestData("Failures", $"{name}.log").Split('\n');

    private static string Describe(Failure? failure) => failure is null ? "null" : JsonSerializer.Serialize(
        new
        {
            tool = failure.Tool,
            file = failure.File,
            line = failure.Line,
            message = failure.Message,
            step = failure.Step?.Target,
            directory = failure.Step?.Directory,
            makefile = failure.Step?.Makefile,
            outOfMemory = failure.OutOfMemory,
        },
        Json);

    [GeneratedRegex(@"\u001b\[[0-9;]*[A-Za-z]")]
    private static partial Regex Escape();
}

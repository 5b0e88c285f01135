using System.Globalization;
using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Testing;

/// <summary>Which tests are to run, and how.</summary>
public sealed partial record TestSelection
{
    /// <summary>What builds all of them.</summary>
    public const string BuildTarget = "tests";

    private const int MostAttempts = 100;

    /// <summary>Regular expression of ctest's, of names; null for all.</summary>
    public string? Tests { get; init; }

    /// <summary>The same of tests that are left out; null for none.</summary>
    public string? Exclude { get; init; }

    /// <summary>Those that failed last time.</summary>
    public bool RerunFailed { get; init; }

    /// <summary>How often a test may be tried until it passes.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>At once; null for as many as there are compile jobs.</summary>
    public int? Jobs { get; init; }

    /// <summary>As ctest takes it.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        .. Tests is null ? [] : new[] { "--tests-regex", Tests },
        .. Exclude is null ? [] : new[] { "--exclude-regex", Exclude },
    ];

    /// <summary>Those of exactly these names.</summary>
    public TestSelection Only(IEnumerable<string> names) => this with { Tests = $"^({string.Join('|', names.Select(name => Special().Replace(name, @"\$0")))})$" };

    /// <exception cref="UserException">Names are given beside those that failed.</exception>
    public TestSelection Checked() => RerunFailed && (Tests ?? Exclude) is not null
        ? throw new UserException("--rerun-failed runs the tests that failed last, whatever their names: leave --tests and --exclude out")
        : this;

    /// <summary>For people: <c>the tests that fit 'rgw'</c>.</summary>
    public string Description =>
        (RerunFailed ? "the tests that failed last" : Tests is null ? "all tests" : "the tests") +
        (Tests is null ? "" : $" that fit '{Printable.Text(Tests)}'") +
        (Exclude is null ? "" : $" without those that fit '{Printable.Text(Exclude)}'");

    /// <param name="text"><c>until-pass:3</c>.</param>
    /// <returns>The number of attempts.</returns>
    /// <exception cref="UserException">It is something else.</exception>
    public static int ParseRepeat(string text) =>
        RepeatPattern().Match(text) is { Success: true } match && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is >= 1 and <= MostAttempts and var attempts
            ? attempts
            : throw new UserException($"--repeat: '{Printable.Text(text)}' is not known; type until-pass:N, with N from 1 to {MostAttempts}, such as until-pass:3");

    // Of cmake's regular expressions.
    [GeneratedRegex(@"[.^$*+?()|\[\]\\]")]
    private static partial Regex Special();

    [GeneratedRegex(@"\Auntil-pass:([0-9]{1,3})\z")]
    private static partial Regex RepeatPattern();
}

using System.Collections.Immutable;

namespace CephBuildEnv.Processes;

/// <summary>
/// A command of the host as a value: it can be printed, compared in a test, and run as often as wanted.
/// Arguments are a list; there is no way to give them as one string.
/// </summary>
public sealed record Command(string File, ImmutableArray<string> Arguments)
{
    public Command(string file, params IEnumerable<string> arguments) : this(file, arguments.ToImmutableArray()) { }

    /// <summary>Null: the folder of this process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Added to the environment of this process; a null value removes a variable.</summary>
    public ImmutableSortedDictionary<string, string?> Environment { get; init; } =
        ImmutableSortedDictionary<string, string?>.Empty;

    public Command With(params IEnumerable<string> arguments) => this with { Arguments = Arguments.AddRange(arguments) };

    /// <summary>As it would be typed.</summary>
    public override string ToString() => ShellQuote.Join([File, .. Arguments]);
}

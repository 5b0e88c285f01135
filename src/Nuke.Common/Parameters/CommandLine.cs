using Nuke.Common.Execution;

namespace Nuke.Common.Parameters;

/// <summary>
/// The arguments, sorted: texts before the first dash are targets, after it each belongs to the option before it.
/// <c>--name=value</c> takes exactly the one value, also if it begins with a dash.
/// </summary>
internal sealed class CommandLine
{
    public List<string> Targets { get; } = [];
    public List<Option> Options { get; } = [];

    public static CommandLine Parse(IEnumerable<string> arguments)
    {
        var result = new CommandLine();
        foreach (var argument in arguments)
        {
            if (argument.StartsWith('-'))
                result.Options.Add(ParseOption(argument));
            else if (result.Options.Count == 0)
                result.Targets.AddRange(argument.Split('+', StringSplitOptions.RemoveEmptyEntries));
            else if (result.Options[^1] is { IsClosed: true } option)
                throw new StartException($"'{argument}' has no place after {option.Text}={option.Values[0]}: targets stand before parameters, " +
                    $"and several values are written {option.Text} {option.Values[0]} {argument}");
            else
                result.Options[^1].Values.Add(argument);
        }
        return result;
    }

    private static Option ParseOption(string argument)
    {
        if (argument.Trim('-').Length == 0)
            throw new StartException($"'{argument}' stands alone: write --name value, or --name=value for a value that begins with '-'");
        var equals = argument.IndexOf('=');
        return equals < 0
            ? new Option(argument, [], IsClosed: false)
            : new Option(argument[..equals], [argument[(equals + 1)..]], IsClosed: true);
    }

    public sealed record Option(string Text, List<string> Values, bool IsClosed);
}

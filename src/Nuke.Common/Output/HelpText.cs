using System.Text;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>The text of <c>--help</c>.</summary>
internal static class HelpText
{
    public static string Of(NukeBuild build)
    {
        const int lineWidth = 80;
        var text = new StringBuilder();
        AppendTargets(text, build);
        text.AppendLine().AppendLine("Parameters:");
        var listed = build.AllParameters.Where(x => x.IsListed).OrderBy(x => x.Option, StringComparer.Ordinal).ToList();
        var width = Math.Max(listed.Max(x => x.Option.Length), 18);
        foreach (var group in listed.GroupBy(x => x.IsBuiltIn).OrderBy(x => x.Key))
        {
            text.AppendLine();
            foreach (var parameter in group)
            {
                var lines = Wrap(Description(build, parameter), lineWidth - width - 5);
                text.AppendLine($"  {parameter.Option.PadRight(width)}   {string.Join(Environment.NewLine + new string(' ', width + 5), lines)}");
            }
        }
        return text.AppendLine().ToString();
    }

    private static void AppendTargets(StringBuilder text, NukeBuild build)
    {
        var listed = build.AllTargets.Where(x => x.Listed).Select(x => (Target: x, Label: x.Name + (x.IsDefault ? " (default)" : ""))).ToList();
        var width = Math.Max(listed.Max(x => x.Label.Length), 20);
        text.AppendLine("Targets (with their direct dependencies):").AppendLine();
        foreach (var (target, label) in listed)
        {
            var dependencies = string.Join(", ", target.ExecutionDependencies.Select(x => x.Name));
            text.AppendLine(dependencies.Length > 0 ? $"  {label.PadRight(width)} -> {dependencies}" : $"  {label}");
            if (target.Description is { Length: > 0 } description)
                text.AppendLine($"    {description}");
        }
    }

    private static string Description(NukeBuild build, Parameter parameter)
    {
        if (parameter.Description.Length == 0)
            return "<no description>";
        var defaults = build.AllTargets.Where(x => x.IsDefault).Select(x => x.Name).DefaultIfEmpty("<none>");
        var description = parameter.Description.TrimEnd('.').Replace("{default_target}", string.Join(" ", defaults)) + ".";
        return !parameter.IsBuiltIn && parameter.DefaultText is { } value && !description.Contains("default", StringComparison.OrdinalIgnoreCase)
            ? $"{description} Default is '{value}'."
            : description;
    }

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + word.Length < width)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }
        return lines;
    }
}

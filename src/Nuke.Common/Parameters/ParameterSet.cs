using System.Collections;
using System.Reflection;
using System.Text.Json;
using Nuke.Common.Execution;

namespace Nuke.Common.Parameters;

/// <summary>All parameters of a build. The first of command line, environment and parameters file that has a value counts.</summary>
internal sealed class ParameterSet
{
    private const string FileName = ".nuke/parameters.json", EnvironmentPrefix = "NUKE_";
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly JsonDocumentOptions JsonOptions =
        new() { AllowDuplicateProperties = false, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly Dictionary<string, Parameter> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _targetNames;

    public ParameterSet(Type buildType)
    {
        _targetNames = ExecutableTarget.Properties(buildType).ConvertAll(x => x.Name);
        for (var type = buildType; type != typeof(object); type = type.BaseType!)
        {
            foreach (var member in type.FindMembers(MemberTypes.Field | MemberTypes.Property, Declared, filter: null, filterCriteria: null))
            {
                if (member.GetCustomAttribute<ParameterAttribute>() is { } attribute)
                    _parameters.TryAdd(Names.WithoutDashes(attribute.Name ?? member.Name), new Parameter(member, attribute));
            }
        }
    }

    public IReadOnlyCollection<Parameter> All => _parameters.Values;

    public void Resolve(IEnumerable<string> arguments)
    {
        TakeCommandLine(Parse(arguments));
        TakeEnvironment();
        Inject(build: null);
        string root = NukeBuild.RootDirectory;
        if (!Directory.Exists(root))
            throw new StartException($"Root directory '{root}' does not exist");
        if (File.Exists(Path.Combine(root, FileName)))
            TakeFile(root);
        Inject(build: null);
    }

    /// <summary>Sets the parameters; before there is a build, those that its initialisers may read.</summary>
    public void Inject(NukeBuild? build)
    {
        foreach (var parameter in All.Where(x => x.IsStaticBuiltIn == build is null))
            parameter.Inject(build);
    }

    /// <summary>Each option with its values. What stands before the first one are targets.</summary>
    private static List<Option> Parse(IEnumerable<string> arguments)
    {
        var options = new List<Option> { new("--target", []) };
        foreach (var argument in arguments)
        {
            var parts = (argument == "-h" ? "--help" : argument).Split('=', 2);
            if (argument.StartsWith('-'))
                options.Add(new(parts[0], [.. parts.Skip(1)]));
            else
                options[^1].Values.Add(argument);
        }
        return options[0].Values.Count > 0 ? options : options[1..];
    }

    private void TakeCommandLine(List<Option> options)
    {
        foreach (var group in options.GroupBy(x => Find(x.Name) ?? throw Unknown(x.Name)))
        {
            var parameter = group.Key;
            var values = group.SelectMany(x => x.Values.Count == 0 && parameter.IsSwitch ? ["true"] : x.Values).ToList();
            if (values.Count == 0 ? !(parameter.IsList && parameter.IsBuiltIn) : parameter.IsBuiltIn && values.TrueForAll(string.IsNullOrWhiteSpace))
                throw new StartException($"{parameter.Option} needs a value: {parameter.Option} <value>");
            if (!parameter.IsList)
                CheckSingle(parameter, [.. values.Distinct()]);
            parameter.Give(parameter.Option, values, Environment.CurrentDirectory);
        }
    }

    private void CheckSingle(Parameter parameter, List<string> values)
    {
        var option = parameter.Option;
        if ((values.Count > 1 || parameter.IsSwitch) && values.Find(x => _targetNames.Any(y => Names.Same(x, y))) is { } target)
        {
            var rest = string.Join(' ', values.Where(x => x != target).Prepend(option));
            throw new StartException($"'{target}' is no value of {option}; a target stands before the parameters: {target} {rest}");
        }
        if (values.Count > 1)
            throw new StartException($"{option} takes one value, but was given {string.Join(" and ", values.Select(x => $"'{x}'"))}");
    }

    private void TakeEnvironment()
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var (name, value) = ((string)variable.Key, (string)variable.Value!);
            if (value.Length == 0 || !name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
                || Find(name[EnvironmentPrefix.Length..].Replace("_", "")) is not { } parameter)
                continue;
            // Blanks separate the elements of an array, as they do on the command line, unless the parameter names its own separator.
            var texts = parameter is { IsList: true, Separator: null } ? value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [value];
            parameter.Give(name, texts, Environment.CurrentDirectory);
        }
    }

    private void TakeFile(string root)
    {
        foreach (var property in ReadFile(Path.Combine(root, FileName)).Where(x => x.Name != "$schema" && x.Value.ValueKind != JsonValueKind.Null))
        {
            // Where the file is depends on the root.
            var known = All.Where(x => x.Name != nameof(NukeBuild.Root)).ToList();
            var parameter = known.Find(x => x.Name == property.Name) ?? throw new StartException(
                $"Unknown parameter '{property.Name}' in {FileName}.{Names.DidYouMean(property.Name, known.Select(x => x.Name))}");
            List<JsonElement> values = parameter.IsList && property.Value.ValueKind == JsonValueKind.Array ? [.. property.Value.EnumerateArray()] : [property.Value];
            if (values.Exists(x => x.ValueKind is JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null))
                throw new StartException($"Value of {property.Name} in {FileName} is not valid: a single value is expected");
            parameter.Give($"{property.Name} in {FileName}", values.Select(x => x.ToString()), root);
        }
    }

    private static List<JsonProperty> ReadFile(string file)
    {
        try
        {
            var content = JsonElement.Parse(File.ReadAllBytes(file), JsonOptions);
            return content.ValueKind == JsonValueKind.Object ? [.. content.EnumerateObject()] : throw new StartException($"{FileName} must hold one JSON object");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{FileName} cannot be read: {exception.Message}");
        }
    }

    private Parameter? Find(string name) => _parameters.GetValueOrDefault(Names.WithoutDashes(name));

    private StartException Unknown(string typed)
    {
        var suggestion = Names.DidYouMean(typed, All.Where(x => x.IsListed).Select(x => x.Option).Order(StringComparer.Ordinal));
        return new StartException($"Unknown parameter '{typed}'.{(suggestion.Length > 0 ? suggestion : " --help lists those that exist.")}");
    }

    private sealed record Option(string Name, List<string> Values);
}

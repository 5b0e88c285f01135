using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>All parameters of a build and what was given for them; the first of command line, environment and parameters file counts.</summary>
internal sealed class ParameterSet
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<string, Parameter> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Parameter, GivenValue> _given = [];
    private readonly Dictionary<Parameter, object?> _values = [];
    private readonly IReadOnlyList<string> _targetNames;

    public ParameterSet(Type buildType, IReadOnlyList<string> targetNames)
    {
        _targetNames = targetNames;
        var types = new List<Type>();
        for (var type = buildType; type != typeof(object); type = type.BaseType!)
            types.Add(type);
        foreach (var member in types.Concat(buildType.GetInterfaces()).SelectMany(x => x.GetFields(Declared).Concat<MemberInfo>(x.GetProperties(Declared))))
        {
            if (member.GetCustomAttribute<ParameterAttribute>() is not { } attribute)
                continue;
            var parameter = new Parameter(member, attribute);
            _parameters.TryAdd(Names.WithoutDashes(parameter.Name), parameter);
        }
    }

    public IReadOnlyCollection<Parameter> All => _parameters.Values;

    /// <summary>All that was given, for comparing two invocations.</summary>
    public string Invocation => string.Join('\n', _given.Values
        .Where(x => !x.Parameter.IsBuiltIn || x.Parameter.Name is "Target" or "Skip")
        .OrderBy(x => x.Parameter.Name, StringComparer.Ordinal)
        .Select(x => $"{x.Parameter.Name}={string.Join('\0', x.Texts)}"));

    public Parameter? Find(MemberInfo member) =>
        All.FirstOrDefault(x => x.Member.Name == member.Name && x.Member.DeclaringType == member.DeclaringType);

    public object? ValueOf(MemberInfo member) => Find(member) is { } parameter ? _values.GetValueOrDefault(parameter) : null;

    /// <summary>Takes all sources, and sets the static parameters of <see cref="NukeBuild"/>, which a build's initialisers may read.</summary>
    public void Resolve(CommandLine commandLine)
    {
        TakeCommandLine(commandLine);
        TakeEnvironment();
        if (_given.Values.FirstOrDefault(x => x.Parameter.Member.Name == nameof(NukeBuild.Root)) is { } root)
            NukeBuild.Root = (AbsolutePath?)root.Convert();
        if (!Directory.Exists(NukeBuild.RootDirectory))
            throw new StartException($"Root directory '{NukeBuild.RootDirectory}' does not exist");
        foreach (var (name, texts) in ParametersFile.Read(All))
        {
            var parameter = _parameters[Names.WithoutDashes(name)];
            Add(parameter, $"{name} in {ParametersFile.DisplayName}", texts, NukeBuild.RootDirectory);
        }
        foreach (var given in _given.Values)
            _values[given.Parameter] = given.Convert();
        foreach (var (parameter, value) in _values.Where(x => IsStaticBuiltIn(x.Key)))
            parameter.Set(build: null, value);
    }

    public void Inject(NukeBuild build)
    {
        foreach (var (parameter, value) in _values.Where(x => x.Key.CanSet && !IsStaticBuiltIn(x.Key)))
            parameter.Set(build, value);
        foreach (var given in _given.Values)
            given.Validate(build, _targetNames);
    }

    private static bool IsStaticBuiltIn(Parameter parameter) =>
        parameter.IsBuiltIn && parameter.Member is PropertyInfo property && property.GetMethod!.IsStatic;

    private void Add(Parameter parameter, string source, IEnumerable<string> texts, string? baseFolder = null)
    {
        var split = parameter is { IsList: true, Separator: { Length: > 0 } separator }
            ? texts.SelectMany(x => x.Split(separator, StringSplitOptions.RemoveEmptyEntries))
            : texts;
        _given.TryAdd(parameter, new GivenValue(parameter, source, [.. split], baseFolder ?? Environment.CurrentDirectory));
    }

    private void TakeCommandLine(CommandLine commandLine)
    {
        var options = commandLine.Options.GroupBy(x => _parameters.GetValueOrDefault(Names.WithoutDashes(x.Text)) ?? throw Unknown(x.Text)).ToList();
        if (commandLine.Targets.Count > 0)
        {
            var named = options.Where(x => x.Key.Member.Name == nameof(NukeBuild.TargetNames)).SelectMany(x => x).SelectMany(x => x.Values);
            Add(_parameters["Target"], "--target", commandLine.Targets.Concat(named));
        }
        foreach (var group in options)
        {
            var values = group.SelectMany(x => x.Values.Count == 0 && group.Key.BareValue is { } bare ? [bare] : x.Values).ToList();
            if (values.Count == 0 && !(group.Key.IsBuiltIn && group.Key.IsList))
                throw new StartException($"{group.Key.Option} needs a value: {group.Key.Option} <value>");
            if (!group.Key.IsList)
                CheckScalar(group.Key, [.. group]);
            Add(group.Key, group.Key.Option, values);
        }
    }

    private void CheckScalar(Parameter parameter, IReadOnlyList<CommandLine.Option> options)
    {
        var option = parameter.Option;
        string Show(string? value) => parameter.IsSecret ? "…" : $"'{value}'";
        foreach (var values in options.Select(x => x.Values))
        {
            var stray = parameter.IsSwitch && values is [var only] && !bool.TryParse(only, out _) ? only : values.ElementAtOrDefault(1);
            if (stray is null)
                continue;
            var kept = parameter.IsSwitch && stray == values[0] ? "" : $" {values[0]}";
            throw new StartException(_targetNames.Any(x => Names.Same(x, stray))
                ? $"'{stray}' is no value of {option}; a target stands before the parameters: {stray} {option}{kept}"
                : parameter.IsSwitch
                    ? $"{option} is a switch and '{stray}' is neither true nor false: write {option}, {option} true or {option} false"
                    : $"{option} takes one value, but was given {string.Join(" and ", values.Select(Show))}");
        }
        var distinct = options.Select(x => x.Values.FirstOrDefault() ?? parameter.BareValue).Distinct().ToList();
        if (distinct.Count > 1)
            throw new StartException($"{option} is given more than once, with different values: {string.Join(", ", distinct.Select(Show))}");
    }

    private void TakeEnvironment()
    {
        const string prefix = "NUKE_";
        var found = new Dictionary<Parameter, (string Variable, string Value)>();
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            var (variable, value) = ((string)entry.Key, (string)entry.Value!);
            if (value.Length == 0 || !variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                || !_parameters.TryGetValue(variable[prefix.Length..].Replace("_", ""), out var parameter))
                continue;
            if (found.TryGetValue(parameter, out var other) && other.Value != value)
                throw new StartException($"{other.Variable} and {variable} both set {parameter.Option}, with different values");
            found[parameter] = (variable, value);
        }
        // Blanks separate the elements of an array, as they do on the command line, unless the parameter names its own separator.
        foreach (var (parameter, (variable, value)) in found)
            Add(parameter, variable, parameter is { IsList: true, Separator: null } ? value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [value]);
    }

    private StartException Unknown(string typed)
    {
        if (typed.Length > 1 && char.IsDigit(typed[1]))
            return new StartException($"'{typed}' is no parameter; a value that begins with '-' is written --name={typed}");
        var suggestion = Names.DidYouMean(typed, All.Where(x => x.IsListed).Select(x => x.Option).Order(StringComparer.Ordinal));
        return new StartException($"Unknown parameter '{typed}'.{(suggestion.Length > 0 ? suggestion : " --help lists those that exist.")}");
    }
}

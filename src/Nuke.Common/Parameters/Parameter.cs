using System.Collections;
using System.Globalization;
using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>A member with <see cref="ParameterAttribute"/>, and what was given for it.</summary>
internal sealed class Parameter(MemberInfo member, ParameterAttribute attribute)
{
    private readonly Type _type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
    private object? _default;
    private object? _value;

    public MemberInfo Member => member;
    public string Name => attribute.Name ?? member.Name;
    public string Option => "--" + Names.Dashed(Name);
    public string Description => attribute.Description ?? "";
    public string? Separator => attribute.Separator;
    public Type ElementType => Nullable.GetUnderlyingType(ItemType) ?? ItemType;
    public bool IsList => _type.IsArray;
    public bool IsListed => attribute.List;
    public bool IsSwitch => _type == typeof(bool) || _type == typeof(bool?);
    public bool IsNullable => Nullable.GetUnderlyingType(_type) != null;
    public bool IsRequired => member.IsDefined(typeof(RequiredAttribute), inherit: false);
    public bool IsBuiltIn => member.DeclaringType == typeof(NukeBuild);
    public bool IsStaticBuiltIn => IsBuiltIn && ((PropertyInfo)Member).GetMethod!.IsStatic;
    /// <summary>The values allowed; null if they cannot be listed.</summary>
    public IEnumerable<string>? Choices => ElementType.IsEnum ? Enum.GetNames(ElementType) : ElementType == typeof(Host) ? Host.Names : null;
    /// <summary>What was given; null if nothing was.</summary>
    public IReadOnlyList<string>? Texts { get; private set; }

    /// <summary>What the member was initialised with, as text; null where that is what a member has that nobody initialised.</summary>
    public string? DefaultText => _default switch
    {
        null or "" or false or 0 => null,
        IEnumerable items and not string => items.Cast<object>().ToList() is { Count: > 0 } list ? string.Join(' ', list) : null,
        var value => value.ToString(),
    };

    /// <summary>Takes a value unless a source of higher rank had one. Relative paths count from the folder.</summary>
    public void Give(string source, IEnumerable<string> texts, string baseFolder)
    {
        if (Texts != null)
            return;
        if (IsList && Separator is { } separator)
            texts = texts.SelectMany(x => x.Split(separator, StringSplitOptions.RemoveEmptyEntries));
        Texts = [.. texts];
        var values = Array.CreateInstance(ItemType, Texts.Count);
        for (var i = 0; i < values.Length; i++)
        {
            var value = Convert(Texts[i], baseFolder);
            values.SetValue(value ?? throw new StartException($"Value '{Texts[i].ReplaceLineEndings("?")}' of {source} is not valid: {Expectation} is expected"), i);
        }
        _value = IsList ? values : values.GetValue(0);
    }

    public void Inject(NukeBuild? build)
    {
        _default = Get(build);
        if (Texts is null)
            return;
        if (member is PropertyInfo { CanWrite: true } property)
            property.SetValue(build, _value);
        else
            Field.SetValue(build, _value);
    }

    public bool IsMissing(NukeBuild build) => string.IsNullOrWhiteSpace(Get(build)?.ToString());

    private Type ItemType => _type.IsArray ? _type.GetElementType()! : _type;

    /// <summary>An automatic property without a setter is set through the field behind it, as a readonly field is.</summary>
    private FieldInfo Field => member as FieldInfo
        ?? member.DeclaringType!.GetField($"<{member.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic)
        ?? throw new InvalidOperationException($"Parameter '{Name}' cannot be set.");

    private object? Get(NukeBuild? build) => member is PropertyInfo property ? property.GetValue(build) : Field.GetValue(build);

    private object? Convert(string text, string baseFolder) => ElementType switch
    {
        var type when type == typeof(string) => text,
        var type when type == typeof(AbsolutePath) => (AbsolutePath)Path.Combine(baseFolder, text),
        var type when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
        var type when type == typeof(int) => int.TryParse(text, out var number) ? number : null,
        var type when type == typeof(long) => long.TryParse(text, out var number) ? number : null,
        var type when type == typeof(double) => double.TryParse(text, NumberStyles.Float, provider: null, out var number) ? number : null,
        var type when type == typeof(Host) => Host.Find(text),
        var type when type.IsEnum => Enum.TryParse(type, text, ignoreCase: true, out var value) && Enum.IsDefined(type, value) ? value : null,
        _ => throw new NotSupportedException($"Parameter '{Name}' has type '{_type}', which is not supported."),
    };

    private string Expectation =>
        Choices is { } choices ? $"one of {string.Join(", ", choices)}"
        : ElementType == typeof(bool) ? "true or false"
        : ElementType == typeof(double) ? "a number"
        : "a whole number";
}

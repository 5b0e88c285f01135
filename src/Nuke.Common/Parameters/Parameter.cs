using System.Collections;
using System.Reflection;

namespace Nuke.Common.Parameters;

/// <summary>A member with <see cref="ParameterAttribute"/>.</summary>
internal sealed class Parameter
{
    private const BindingFlags AnyMember =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    private readonly ParameterAttribute _attribute;
    private readonly FieldInfo? _field;
    private readonly PropertyInfo? _property;
    private object? _default;
    private bool _isSet;

    public Parameter(MemberInfo member, ParameterAttribute attribute)
    {
        _attribute = attribute;
        Member = member;
        _property = member as PropertyInfo;
        // An automatic property without a setter is set through the field behind it, as a readonly field is.
        _field = member as FieldInfo
            ?? (_property!.CanWrite ? null : member.DeclaringType!.GetField($"<{member.Name}>k__BackingField", AnyMember));
        Type = _field?.FieldType ?? _property!.PropertyType;
        ElementType = Type.IsArray ? Type.GetElementType()! : Type;
        ElementType = Nullable.GetUnderlyingType(ElementType) ?? ElementType;
        Name = attribute.Name ?? member.Name;
    }

    public MemberInfo Member { get; }
    public string Name { get; }
    public string Option => "--" + Names.Dashed(Name);
    public string Description => _attribute.Description ?? "";
    public string? Separator => _attribute.Separator;
    public Type Type { get; }
    public Type ElementType { get; }
    public bool IsList => Type.IsArray;
    public bool IsListed => _attribute.List;
    public bool IsSwitch => !IsList && ElementType == typeof(bool);
    public bool IsNullable => Nullable.GetUnderlyingType(Type) != null;
    public bool IsBuiltIn => Member.DeclaringType == typeof(NukeBuild);
    public bool IsSecret => Member.IsDefined(typeof(SecretAttribute), inherit: false);
    public bool IsRequired => Member.IsDefined(typeof(RequiredAttribute), inherit: false);
    public bool CanSet => _field != null || _property!.CanWrite;

    /// <summary>The value of the option without a value; null if it needs one.</summary>
    public string? BareValue => IsSwitch ? "true" : IsBuiltIn && Name == "Root" ? "." : null;

    /// <summary>Whether only this one invocation can set it, so that it has no place in the parameters file.</summary>
    public bool IsPerInvocation => IsBuiltIn && Name is "Root" or "Host" or "Check";

    public object? Get(NukeBuild build) => _field != null ? _field.GetValue(build) : _property!.GetValue(build);

    public void Set(NukeBuild? build, object? value)
    {
        if (build != null)
            (_default, _isSet) = (Get(build), true);
        if (_field != null)
            _field.SetValue(build, value);
        else
            _property!.SetValue(build, value);
    }

    /// <summary>What the member was initialised with, as text; null where that says nothing.</summary>
    public string? DefaultText(NukeBuild build)
    {
        if (!CanSet || IsSecret || IsBuiltIn)
            return null;
        var value = _isSet ? _default : Get(build);
        return value switch
        {
            // What a member has that nobody initialised says nothing.
            null or "" or false or 0 => null,
            IEnumerable items and not string => items.Cast<object>().ToList() is { Count: > 0 } list ? string.Join(' ', list) : null,
            _ => value.ToString(),
        };
    }

    /// <summary>The values that its value provider allows; null if anything goes.</summary>
    public IReadOnlyList<string>? AllowedValues(NukeBuild build)
    {
        if (_attribute.ValueProviderMember is not { } name)
            return null;
        var type = _attribute.ValueProviderType ?? build.GetType();
        var owner = type.IsInstanceOfType(build) ? build : null;
        var values = type.GetMember(name, AnyMember).FirstOrDefault() switch
        {
            FieldInfo field => field.GetValue(owner),
            PropertyInfo property => property.GetValue(owner),
            MethodInfo method => method.Invoke(owner, null),
            _ => throw new MissingMemberException(type.Name, name),
        };
        return [.. ((IEnumerable)values!).Cast<object>().Select(x => x.ToString()!)];
    }
}

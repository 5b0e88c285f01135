using System.ComponentModel;
using System.Globalization;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>What was given for a parameter, where, and from which folder its relative paths count.</summary>
internal sealed record GivenValue(Parameter Parameter, string Source, IReadOnlyList<string> Texts, string BaseFolder)
{
    public object? Convert()
    {
        if (!Parameter.IsList)
            return Convert(Texts[0]);
        var array = Array.CreateInstance(Parameter.Type.GetElementType()!, Texts.Count);
        for (var i = 0; i < Texts.Count; i++)
            array.SetValue(Convert(Texts[i]), i);
        return array;
    }

    /// <summary>Refuses what the parameter's value provider does not offer.</summary>
    public void Validate(NukeBuild build, IEnumerable<string> targetNames)
    {
        if (Parameter.AllowedValues(build) is not { } allowed)
            return;
        foreach (var text in Texts.Where(x => !allowed.Contains(x)))
        {
            var remedy = targetNames.Any(x => Names.Same(x, text))
                ? $" To run target '{text}', put it before the parameters."
                : Names.DidYouMean(text, allowed);
            throw Invalid(text, $"one of {string.Join(", ", allowed)} is expected.{remedy}");
        }
    }

    private object? Convert(string text)
    {
        var type = Parameter.ElementType;
        if (type == typeof(string))
            return text;
        if (type == typeof(AbsolutePath))
            return (AbsolutePath?)Path.Combine(BaseFolder, text);
        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : throw Invalid(text, "true or false is expected");
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number : throw Invalid(text, "a whole number is expected");
        if (type == typeof(Host))
            return Host.Find(text) ?? throw Invalid(text, $"one of {string.Join(", ", Host.Names)} is expected");
        if (type.IsEnum)
            return Enum.TryParse(type, text, ignoreCase: true, out var value) && Enum.IsDefined(type, value)
                ? value : throw Invalid(text, $"one of {string.Join(", ", Enum.GetNames(type))} is expected");
        return ConvertByTypeConverter(type, text);
    }

    private object? ConvertByTypeConverter(Type type, string text)
    {
        var converter = TypeDescriptor.GetConverter(type);
        if (!converter.CanConvertFrom(typeof(string)))
            throw new NotSupportedException($"Parameter '{Parameter.Name}' has type '{type}', for which there is no type converter.");
        try
        {
            return converter.ConvertFromInvariantString(text);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            throw Invalid(text, $"a value of type {type.Name} is expected ({exception.Message.ReplaceLineEndings(" ")})");
        }
    }

    private StartException Invalid(string text, string expectation) =>
        new($"Value {(Parameter.IsSecret ? "" : $"'{text}' ")}of {Source} is not valid: {expectation}");
}

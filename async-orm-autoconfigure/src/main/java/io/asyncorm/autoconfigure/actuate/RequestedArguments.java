package io.asyncorm.autoconfigure.actuate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.asyncorm.autoconfigure.inspection.InspectedMethod;
import io.asyncorm.autoconfigure.inspection.SampleValues;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NearestName;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The arguments of a method as a request gives them, as a form does: {@code name=value},
 * joined by {@code &}; several of one name for what takes several. Immutable.
 *
 * @param texts the values by name
 */
record RequestedArguments(Map<String, List<String>> texts) {

	private static final ConversionService CONVERSION = ApplicationConversionService.getSharedInstance();

	static RequestedArguments parse(@Nullable String text) {
		Map<String, List<String>> texts = new LinkedHashMap<>();
		for (String pair : (text != null) ? text.split("&") : new String[0]) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				texts.computeIfAbsent(decode(pair.substring(0, equals)), (name) -> new ArrayList<>())
					.add(decode(pair.substring(equals + 1)));
			}
			else if (!pair.isEmpty()) {
				throw new EndpointRequestException(
						"'arguments' has to be like 'title=Emma&pages=300', and has '" + pair + "'");
			}
		}
		return new RequestedArguments(texts);
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new EndpointRequestException("'" + text + "' is not encoded as in an address: " + ex.getMessage());
		}
	}

	/** The one of several methods of one name that has these parameters. */
	InspectedMethod choose(List<InspectedMethod> overloads) {
		List<InspectedMethod> fitting = overloads.stream()
			.filter((method) -> this.texts.keySet().equals(Set.copyOf(byName(method))))
			.toList();
		if (!fitting.isEmpty() || overloads.size() == 1) {
			return fitting.isEmpty() ? overloads.get(0) : fitting.get(0);
		}
		throw new EndpointRequestException(
				"The arguments " + this.texts.keySet() + " are of none of these: " + overloads);
	}

	/** The parameters that are given by name: all but pages and orders of Spring Data. */
	private static List<String> byName(InspectedMethod method) {
		List<String> names = method.parameterNames();
		return IntStream.range(0, names.size())
			.filter((index) -> SampleValues.ofSpringData(method.parameterType(index)) == null)
			.mapToObj(names::get)
			.toList();
	}

	/** The values for the parameters of a method. */
	Object[] values(InspectedMethod method, ModelRegistry models) {
		List<String> names = byName(method);
		for (String given : this.texts.keySet()) {
			if (!names.contains(given)) {
				throw new EndpointRequestException(method.parameterNames().contains(given)
						? "'" + given + "' of " + method + " is not given: it is the first page; leave it out"
						: "'" + given + "' is no parameter of " + method + "." + NearestName.suggest(given, names));
			}
		}
		List<String> missing = names.stream().filter((name) -> !this.texts.containsKey(name)).toList();
		if (!missing.isEmpty()) {
			throw new EndpointRequestException("Missing in 'arguments': " + String.join(", ", missing) + ". " + method
					+ " is explained by arguments such as '" + missing.get(0) + "=...'");
		}
		List<String> all = method.parameterNames();
		Object[] values = new Object[all.size()];
		for (int i = 0; i < values.length; i++) {
			Object page = SampleValues.ofSpringData(method.parameterType(i));
			values[i] = (page != null) ? page : value(method, all.get(i), method.parameterType(i), models);
		}
		return values;
	}

	private Object value(InspectedMethod method, String name, ResolvableType type, ModelRegistry models) {
		List<String> given = this.texts.getOrDefault(name, List.of());
		Class<?> wanted = type.resolve(Object.class);
		try {
			if (wanted == Ref.class) {
				Class<?> model = type.getGeneric(0).resolve(Object.class);
				Class<?> key = models.require(model).key().javaType();
				return Ref.of(model, convert(given.get(0), TypeDescriptor.valueOf(key)));
			}
			boolean several = wanted.isArray() || Iterable.class.isAssignableFrom(wanted);
			return convert((several) ? given : given.get(0), new TypeDescriptor(type, null, null));
		}
		catch (ConversionException ex) {
			throw new EndpointRequestException("'" + name + "' of " + method + " cannot be read from what was given");
		}
	}

	private static Object convert(Object given, TypeDescriptor type) {
		Object value = CONVERSION.convert(given, TypeDescriptor.forObject(given), type);
		if (value == null) {
			throw new EndpointRequestException("An argument is empty that has to be a " + type);
		}
		return value;
	}

}

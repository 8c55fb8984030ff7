package io.asyncorm.testslice.notes;

import io.asyncorm.model.AttributeConverter;

import org.springframework.stereotype.Component;

@Component
public class ColourConverter implements AttributeConverter<Colour, Integer> {

	@Override
	public Integer toColumn(Colour value) {
		return value.red() << 16 | value.green() << 8 | value.blue();
	}

	@Override
	public Colour fromColumn(Integer column) {
		return new Colour(column >> 16, column >> 8 & 255, column & 255);
	}

}

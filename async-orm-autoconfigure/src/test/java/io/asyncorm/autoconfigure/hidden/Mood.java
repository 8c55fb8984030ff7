package io.asyncorm.autoconfigure.hidden;

enum Mood {

	CALM, LOUD

}
